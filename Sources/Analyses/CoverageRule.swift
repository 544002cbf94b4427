import Rules

extension Coverage {
  /// The condition under which a home counts as passed.
  public enum Rule: Hashable, Sendable {
    /// The network is within the distance of the Bundesnetzagentur, the German regulator (20 m).
    case bnetza
    /// The network is within the distance of RTR, the Austrian regulator (50 m).
    case rtr
    /// The network touches the home's parcel, or is near its boundary.
    case parcel
    /// The network is within a number of metres.
    case metres(Double)

    /// Reads `bnetza`, `rtr`, `parcel` or `metres=N`; `nil` for any other text.
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

    /// The name of the rule in results.
    public var name: String {
      switch self {
      case .bnetza: "bnetza"
      case .rtr: "rtr"
      case .parcel: "parcel"
      case .metres(let metres):
        "metres=\(Int(exactly: metres).map(String.init) ?? "\(metres)")"
      }
    }

    /// The maximum distance of the network from the home, or from the boundary of its parcel, in
    /// metres.
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
