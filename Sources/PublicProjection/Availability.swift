/// Whether a building can get fibre: the only thing that is made public about it.
public enum Availability: String, Hashable, Sendable, CaseIterable {
  /// It can be ordered now.
  case available
  /// It is being built.
  case underConstruction = "under_construction"
  /// It will be built.
  case planned
  /// Nothing is planned.
  case notPlanned = "not_planned"
  /// The carrier has to be asked.
  case ask
}
