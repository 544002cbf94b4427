public import Geospatial

/// A choice that planning made, and that the user should know.
public enum PlanNote: Hashable, Sendable {
  /// A PoP reached its capacity: the other homes are connected through the next PoP.
  case popAtCapacity
  /// Conduits reached their capacity: the other homes are connected on another path.
  case conduitsAtCapacity
  /// No PoP is known: each connected network of conduits is assumed to be fed.
  case conduitsAssumedFed(networks: Int)
  /// No PoP and no conduit is known: the best location for a PoP.
  case popPlaced(Coordinate)
  /// Nothing is built, because the first connection costs more than the objective allows.
  case nothingBuilt(firstConnectionInCents: Int64, isForProfit: Bool)
  /// Addresses that are connected already and stay as they are.
  case alreadyConnected(addresses: Int)
}
