public import Geospatial

/// A decision of the planner that the user should know.
public enum PlanNote: Hashable, Sendable {
  /// A PoP is at capacity: the other homes are connected to the next PoP with free capacity.
  case popAtCapacity
  /// Conduits are at capacity: the other homes are connected on another path.
  case conduitsAtCapacity
  /// There is no PoP: each connected conduit network is assumed to be supplied.
  case conduitsAssumedFed(networks: Int)
  /// There is no PoP and no conduit: the best position for a PoP.
  case popPlaced(Coordinate)
  /// Nothing is built, because the first connection costs more than the objective allows.
  case nothingBuilt(firstConnectionInCents: Int64, isForProfit: Bool)
  /// Some addresses are connected already and remain unchanged.
  case alreadyConnected(addresses: Int)
}
