/// The reason why a plan is impossible.
public enum PlanningError: Error, Hashable, Sendable {
  /// A PoP is in water, on a railway or on a motorway.
  case rootInObstacle(root: String, obstacle: String)
  /// A PoP has no street, path or conduit within reach.
  case rootOutOfReach(root: String, metres: Double)
  /// The project or the selected area has no address.
  case noAddresses(area: String?)
  /// The project or the selected area has no street.
  case noStreets(area: String?)
  /// No area has the name.
  case unknownArea(String, known: [String])
  /// There is no PoP and no conduit with free capacity from which the network could start.
  case noNetwork
  /// An address cannot be connected to any street.
  case addressOutOfReach(String)
  /// The two ends of a route are not connected.
  case noRoute
  /// The number of reachable homes is less than the quota.
  case quotaOutOfReach(quota: Int64, homes: Int64)
  /// The network of a stored plan is not found in the data any more.
  case changedData
  /// A PoP would have to serve more dwellings than its capacity.
  case popOverCapacity(pop: String, capacity: Int, dwellings: Int)
  /// The capacities of conduits and PoPs cannot be satisfied.
  case capacitiesUnsatisfiable
  /// There are too many homes for one plan, or the sum of the prices is too large to be exact.
  case problemTooLarge
}
