/// The kind of an area.
///
/// Its text is that of the source. A text with a meaning always has the case of that meaning.
public enum AreaKind: Hashable, Sendable {
  /// A district of the town.
  case district
  /// A construction phase.
  case phase
  /// The service area of a cabinet.
  case cabinet
  /// A municipality.
  case municipality
  /// Another kind, in the source's own term.
  case other(String)
}

extension AreaKind: RawRepresentable {
  /// The kind that a text denotes.
  public init(rawValue text: String) {
    self =
      switch text {
      case "district": .district
      case "phase": .phase
      case "cabinet": .cabinet
      case "municipality": .municipality
      default: .other(text)
      }
  }

  /// The text: a word, or the source's own term.
  public var rawValue: String {
    switch self {
    case .district: "district"
    case .phase: "phase"
    case .cabinet: "cabinet"
    case .municipality: "municipality"
    case .other(let term): term
    }
  }
}
