public import NetworkModel

/// What is wrong in a stored plan; lengths in metres.
///
/// The programs word it; the library states the facts.
public enum PlanViolation: Hashable, Sendable {
  /// The number of times that an address of the plan's area occurs in drops and exceptions.
  case assigned(times: Int)
  /// A drop or an exception of an address that the project does not have.
  case noAddress
  /// A node id that occurs twice.
  case repeatedNode
  /// A segment id that occurs twice.
  case repeatedSegment
  /// The stated length of a segment, and that of its geometry.
  case wrongLength(stated: Double, drawn: Double)
  /// A segment whose node does not exist.
  case missingNode(NetworkNodeID)
  /// A segment that does not end at the position of its node.
  case asideOfNode(NetworkNodeID)
  /// A drop that is connected to no PoP.
  case unconnectedDrop
  /// A segment that is connected to no PoP.
  case unconnectedSegment
  /// The sum of the segments' prices and the stated cost, in euro cents.
  case wrongSum(segmentsInCents: Int64, statedInCents: Int64)
  /// A lower bound above the cost.
  case boundAboveCost
  /// A drop and its trench segment with different prices.
  case wrongDropCost
  /// A drop that is longer than the rules allow.
  case longDrop(metres: Double)
  /// A drop through another building.
  case dropThroughBuilding
  /// A value in euro cents that is below the proven bound.
  case valueBelowBound(cents: Int64)
  /// A plan that costs more than its budget, in euro cents.
  case beyondBudget(costInCents: Int64, budgetInCents: Int64)
  /// A plan that reaches more homes, or more revenue in euro cents, than the proven bound.
  case reachAboveBound(Int64)
  /// A plan that serves fewer homes than its quota.
  case belowQuota(homes: Int64, quota: Int64)
  /// An exception whose reason belongs to another objective.
  case reasonOfOtherObjective
  /// A PoP that serves more dwellings than it can.
  case overfullPoP(dwellings: Int, capacity: Int)
  /// A conduit that holds more cables than it can.
  case overfullConduit(cables: Int)

  /// The rules of a plan; the raw values are the words of the output of `verify`.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    case assignment, bound, building, capacity, connection, cost
    case dropLength = "drop_length"
    case geometry, length, objective
  }

  /// The rule that is violated.
  public var rule: Rule {
    switch self {
    case .assigned, .noAddress: .assignment
    case .repeatedNode, .repeatedSegment, .missingNode, .asideOfNode: .geometry
    case .wrongLength: .length
    case .unconnectedDrop, .unconnectedSegment: .connection
    case .wrongSum, .wrongDropCost: .cost
    case .boundAboveCost, .valueBelowBound, .reachAboveBound: .bound
    case .longDrop: .dropLength
    case .dropThroughBuilding: .building
    case .beyondBudget, .belowQuota, .reasonOfOtherObjective: .objective
    case .overfullPoP, .overfullConduit: .capacity
    }
  }
}
