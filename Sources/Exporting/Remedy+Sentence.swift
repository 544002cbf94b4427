public import NetworkModel

extension Remedy {
  /// The remedy in words: the column `cheapest_fix` of exports, and of printed orders.
  public var sentence: String {
    switch self {
    case .streetSurvey: "survey a street: there is none in the project"
    case .privateTrench(let metres): "a private trench of \(metres) m to the nearest street"
    case .buildingPassage(let metres):
      "a way of \(metres) m to the street through the building in between"
    case .bore(let metres): "a bore of \(metres) m to the street"
    case .trenchToNetwork(let metres):
      "a trench of \(metres) m to the nearest street with a network"
    case .network: "a network to join: nothing else is reached"
    case .pop: "say where the network begins: a PoP"
    case .drop(let metres): "a drop of \(metres) m"
    case .trenchAndDrop(let trench, let drop): "a trench of \(trench) m and a drop of \(drop) m"
    case .other(let words): words
    }
  }
}
