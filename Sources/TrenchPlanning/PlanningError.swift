/// Why a plan cannot be made at all.
public enum PlanningError: Error, Hashable, Sendable {
  /// A PoP is in water, on rails or on a motorway.
  case rootInObstacle(root: String, obstacle: String)
  /// A PoP has no street, path or conduit within reach.
  case rootOutOfReach(root: String, metres: Double)
  /// The project, or the area asked for, has no address.
  case noAddresses(area: String?)
  /// The project, or the area asked for, has no street.
  case noStreets(area: String?)
  /// No area has that name.
  case unknownArea(String, known: [String])
  /// There is no PoP and no conduit with free capacity to start from.
  case noNetwork
  /// No path leads from an address to a street.
  case addressOutOfReach(String)
  /// The two ends of a route are not connected.
  case noRoute
  /// Fewer homes can be reached than the quota asks for.
  case quotaOutOfReach(quota: Int64, homes: Int64)
  /// The network of a stored plan is not in the data any more.
  case changedData
  /// A PoP would have to serve more dwellings than its capacity.
  case popOverCapacity(pop: String, capacity: Int, dwellings: Int)
  /// The capacities of conduits and PoPs cannot be satisfied.
  case capacitiesUnsatisfiable
  /// There are too many homes for one plan, or the sum of the prices is too large to be exact.
  case problemTooLarge
}
