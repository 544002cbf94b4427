import AddressSearch
public import NetworkModel
import ProjectStore
import Rules
public import TrenchPlanning

/// Prices the connection of each home in a plan: what it adds, and its fair share.
public struct PriceHouseholds: Sendable {
  /// The prices, and what they are shares of.
  public struct Output: Sendable {
    /// The prices of the addresses asked for.
    public let prices: [HouseholdPrice]
    /// Street and number of each address of the project, by its id.
    public let names: [AddressID: String]
    /// The cost of the plan, in euro cents.
    public let costInCents: Int64
    /// The sum of the shares of all addresses, in euro cents.
    public let sharedInCents: Int64
  }

  /// The path of the project.
  public var project: String
  /// The name of the plan.
  public var scenario: String
  /// The addresses as somebody writes them; all where there are none.
  public var addresses: [String]

  /// Describes the request.
  public init(project: String, scenario: String = "base", addresses: [String] = []) {
    self.project = project
    self.scenario = scenario
    self.addresses = addresses
  }

  /// Reads the plan and the inventory in one snapshot and prices the homes.
  ///
  /// - Throws: `ProjectStoreError` where there is no such plan or address; `PlanningError` where
  ///   the network of the plan is not in the data any more.
  public func run() throws -> Output {
    let project = try Project(path: project, readOnly: true)
    let (plan, inventory, ids) = try project.reading {
      (
        try project.plan(scenario: scenario), try project.inventory(),
        Set(try addresses.map { try project.address(writtenAs: $0).addressID })
      )
    }
    var options = Planner.Options()
    options.within = plan.scenario.within
    let rules = try PlanningRules(overriding: Array(plan.scenario.rules.utf8))
    let all = try Planner(inventory, rules: rules, options: options).prices(of: plan)
    return Output(
      prices: ids.isEmpty ? all : all.filter { ids.contains($0.addressID) },
      names: Dictionary(
        inventory.addresses.map { ($0.id, "\($0.street) \($0.number)") },
        uniquingKeysWith: { first, _ in first }),
      costInCents: plan.scenario.costInCents,
      sharedInCents: all.reduce(0) { $0 + ($1.shareInCents ?? 0) })
  }
}
