/// The cheapest way to connect an address that a plan does not serve.
///
/// Lengths are whole metres, rounded up.
public enum Remedy: Hashable, Sendable {
  /// Survey a street: the project has none.
  case streetSurvey
  /// Dig a trench on private ground to the nearest street.
  case privateTrench(metres: Int)
  /// Pass through the building between the address and the street.
  case buildingPassage(metres: Int)
  /// Bore under the obstacle between the address and the street.
  case bore(metres: Int)
  /// Dig a trench to the nearest street with a network.
  case trenchToNetwork(metres: Int)
  /// Build any network to join: the plan reaches nothing.
  case network
  /// Add a PoP: the project has none from which the address is served.
  case pop
  /// Build the drop.
  case drop(metres: Int)
  /// Dig a trench and build the drop.
  case trenchAndDrop(trenchMetres: Int, dropMetres: Int)
  /// A way that an earlier version of the program described in words.
  case other(String)

  /// A remedy without its numbers.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case streetSurvey = "street_survey"
    case privateTrench = "private_trench"
    case buildingPassage = "building_passage"
    case bore
    case trenchToNetwork = "trench_to_network"
    case network, pop, drop
    case trenchAndDrop = "trench_and_drop"
    case other
  }

  /// The remedy without its numbers.
  public var kind: Kind {
    switch self {
    case .streetSurvey: .streetSurvey
    case .privateTrench: .privateTrench
    case .buildingPassage: .buildingPassage
    case .bore: .bore
    case .trenchToNetwork: .trenchToNetwork
    case .network: .network
    case .pop: .pop
    case .drop: .drop
    case .trenchAndDrop: .trenchAndDrop
    case .other: .other
    }
  }

  /// The length of the trench, the passage or the bore, without the drop; `nil` if there is none.
  public var metres: Int? {
    switch self {
    case .privateTrench(let metres), .buildingPassage(let metres), .bore(let metres),
      .trenchToNetwork(let metres), .trenchAndDrop(let metres, _):
      metres
    case .streetSurvey, .network, .pop, .drop, .other: nil
    }
  }

  /// The length of the drop; `nil` if there is none.
  public var dropMetres: Int? {
    switch self {
    case .drop(let metres), .trenchAndDrop(_, let metres): metres
    default: nil
    }
  }

  /// The words of an earlier version; `nil` for a remedy that this version knows.
  public var words: String? {
    if case .other(let words) = self { words } else { nil }
  }

  /// Creates a remedy of a kind from those values that the kind has.
  package init(_ kind: Kind, metres: Int = 0, dropMetres: Int = 0, words: String = "") {
    self =
      switch kind {
      case .streetSurvey: .streetSurvey
      case .privateTrench: .privateTrench(metres: metres)
      case .buildingPassage: .buildingPassage(metres: metres)
      case .bore: .bore(metres: metres)
      case .trenchToNetwork: .trenchToNetwork(metres: metres)
      case .network: .network
      case .pop: .pop
      case .drop: .drop(metres: dropMetres)
      case .trenchAndDrop: .trenchAndDrop(trenchMetres: metres, dropMetres: dropMetres)
      case .other: .other(words)
      }
  }
}
