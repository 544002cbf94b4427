import Rules

extension Coverage {
  /// When a home counts as passed.
  public enum Rule: Hashable, Sendable {
    /// The network within the distance the Bundesnetzagentur names (20 m).
    case bnetza
    /// The network within the distance Austria's RTR names (50 m).
    case rtr
    /// The network touches the parcel the home stands on, or its border.
    case parcel
    /// The network within so many metres.
    case metres(Double)

    /// The rule a user names: `bnetza`, `rtr`, `parcel` or `metres=N`.
    public init?(_ text: String) {
      switch text {
      case "bnetza": self = .bnetza
      case "rtr": self = .rtr
      case "parcel": self = .parcel
      default:
        guard text.hasPrefix("metres="), let metres = Double(text.dropFirst(7)), metres > 0,
          metres <= 10_000
        else { return nil }
        self = .metres(metres)
      }
    }

    /// The rule as it is named in results.
    public var name: String {
      switch self {
      case .bnetza: "bnetza"
      case .rtr: "rtr"
      case .parcel: "parcel"
      case .metres(let metres):
        "metres=\(metres == metres.rounded() ? "\(Int(metres))" : "\(metres)")"
      }
    }

    /// How far the network may be from the home, or from its parcel's border.
    func distance(_ rules: CoverageRules) -> Double {
      switch self {
      case .bnetza: rules.bnetzaMetres
      case .rtr: rules.rtrMetres
      case .metres(let metres): metres
      case .parcel: rules.parcelMetres
      }
    }
  }
}
