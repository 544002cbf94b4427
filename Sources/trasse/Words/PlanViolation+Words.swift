import TextFormats
import TrenchPlanning

extension PlanViolation {
  /// The violation as the rest of a sentence that begins with its subject.
  var words: String {
    switch self {
    case .assigned(let times): "is \(times) times in drop and exception, not once"
    case .noAddress: "is not an address of the project"
    case .repeatedNode: "an id occurs twice"
    case .repeatedSegment: "the id occurs twice"
    case .wrongLength(let stated, let drawn):
      "length_m is \(Self.metres(stated)), its geometry is \(Self.metres(drawn)) long"
    case .missingNode(let node): "its node \(node) is missing"
    case .asideOfNode(let node): "does not end at the position of its node \(node)"
    case .unconnectedDrop: "reaches no PoP"
    case .unconnectedSegment: "is built but reaches no PoP"
    case .wrongSum(let segments, let stated): "its segments cost \(segments) cents, not \(stated)"
    case .boundAboveCost: "the bound is greater than the cost"
    case .wrongDropCost: "the costs of its drop and its trench segment differ"
    case .longDrop(let metres): "its drop is \(Self.metres(metres)) m long"
    case .dropThroughBuilding: "its drop passes through another building"
    case .valueBelowBound(let cents): "has the value \(cents) cents, less than its bound"
    case .beyondBudget(let cost, let budget):
      "costs \(cost) cents, more than its budget of \(budget) cents"
    case .reachAboveBound(let weight): "reaches \(weight), more than its bound"
    case .belowQuota(let homes, let quota): "serves \(homes) homes of \(quota)"
    case .reasonOfOtherObjective: "is left out for the reason of another objective"
    case .overfullPoP(let dwellings, let capacity):
      "serves \(dwellings) dwellings and can serve \(capacity)"
    case .overfullConduit(let cables): "is used by \(cables) cables, more than it can hold"
    }
  }

  private static func metres(_ length: Double) -> String {
    NumberStyle.plain.text(length, places: 3)
  }
}
