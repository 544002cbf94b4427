import AddressSearch
import Analyses
import CommandLineKit
import NetworkModel
import ProjectStore
import Rules
import TextFormats
import TrenchPlanning

/// `trasse price`: what the connection of each home costs.
struct PriceCommand: Command {
  static let declaration = CommandDeclaration(
    name: "price",
    summary: "says what each home's connection costs: what it adds, and a fair share",
    positionals: [
      SharedOptions.project,
      .init(
        name: "ADDRESS", help: "only these addresses (default all)", isOptional: true,
        isRepeated: true),
    ],
    options: [
      .init(name: "--scenario", value: "NAME", help: "which plan (default base)"),
      SharedOptions.tableFormat,
    ],
    example: "trasse price ratingen.gpkg \"Musterweg 12a\"")

  private let path: String
  private let wanted: [String]
  private let scenario: String
  private let format: String

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    wanted = arguments.positionals(from: 1)
    scenario = arguments.value("--scenario") ?? "base"
    format = arguments.value("--format") ?? "text"
  }

  func run() throws {
    let project = try Project(path: path, readOnly: true)
    let plan = try project.plan(scenario: scenario)
    let inventory = try project.inventory()
    var options = Planner.Options()
    options.within = plan.scenario.within
    let rules = try PlanningRules(overriding: Array(plan.scenario.rules.utf8))
    let all = try Planner(inventory, rules: rules, options: options).prices(of: plan)
    let ids = Set(try wanted.map { try project.address(writtenAs: $0).id })
    let prices = ids.isEmpty ? all : all.filter { ids.contains($0.addressID) }
    let names = Dictionary(
      inventory.addresses.map { ($0.id, "\($0.street) \($0.number)") },
      uniquingKeysWith: { first, _ in first })
    let shared = all.reduce(0) { $0 + ($1.shareInCents ?? 0) }
    switch format {
    case "json": print(json(prices, names, plan, shared).document, terminator: "")
    case "csv": print(table(prices, names), terminator: "")
    default: print(text(prices, names, plan, shared).visible, terminator: "")
    }
  }

  private func text(
    _ prices: [HouseholdPrice], _ names: [String: String], _ plan: Plan, _ shared: Int64
  ) -> String {
    var table = Table()
    table.add("address", "dwellings", "adds", "fair share")
    for price in prices {
      table.add(
        names[price.addressID] ?? price.addressID, NumberStyle.grouped.text(price.dwellings),
        NumberStyle.grouped.euros(cents: price.marginalInCents),
        price.shareInCents.map(NumberStyle.grouped.euros) ?? "not served")
    }
    let cost = plan.scenario.costInCents
    return table.text
      + "\nOf \(NumberStyle.grouped.euros(cents: cost)) all fair shares together cover "
      + "\(NumberStyle.grouped.euros(cents: shared)).\n"
  }

  private func table(_ prices: [HouseholdPrice], _ names: [String: String]) -> String {
    var csv = CSVWriter(.lineFeed)
    csv.row(["address_id", "address", "dwellings", "served", "marginal_cents", "share_cents"])
    for price in prices {
      csv.field(price.addressID)
      csv.field(names[price.addressID] ?? "")
      csv.field(Int64(price.dwellings))
      csv.field(price.isServed)
      csv.field(price.marginalInCents)
      if let share = price.shareInCents { csv.field(share) } else { csv.emptyField() }
      csv.endRow()
    }
    return csv.text
  }

  private func json(
    _ prices: [HouseholdPrice], _ names: [String: String], _ plan: Plan, _ shared: Int64
  ) -> JSONText {
    .object([
      ("scenario", .text(scenario)), ("cost_cents", .integer(plan.scenario.costInCents)),
      ("shared_cents", .integer(shared)),
      (
        "prices",
        .array(
          prices.map { price in
            .object([
              ("address_id", .text(price.addressID)),
              ("address", .optional(names[price.addressID])),
              ("dwellings", .count(price.dwellings)), ("served", .bool(price.isServed)),
              ("marginal_cents", .integer(price.marginalInCents)),
              ("share_cents", price.shareInCents.map { .integer($0) } ?? .null),
            ])
          })
      ),
    ])
  }
}
