/// Whether a building can be connected to fibre.
///
/// This is the only public property of a building.
public enum Availability: String, Hashable, Sendable, CaseIterable {
  /// Fibre can be ordered now.
  case available
  /// Fibre is being built.
  case underConstruction = "under_construction"
  /// Fibre will be built.
  case planned
  /// Fibre is not planned.
  case notPlanned = "not_planned"
  /// It is unknown; the carrier has to be asked.
  case ask
}
