import CommandLineKit
import NetworkModel
import Operations
import TextFormats
import TrenchPlanning

/// `trasse price`: prices the connection of each home.
struct PriceCommand: Command {
  static let declaration = CommandDeclaration(
    name: "price",
    summary: "prices the connection of each home: what it adds, and its fair share",
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

  private let operation: PriceHouseholds
  private let format: String

  init(_ arguments: Arguments) throws {
    operation = PriceHouseholds(
      project: arguments.positional(0), scenario: arguments.value("--scenario") ?? "base",
      addresses: arguments.positionals(from: 1))
    format = arguments.value("--format") ?? "text"
  }

  func run() throws {
    let output = try operation.run()
    switch format {
    case "json": try StandardStreams.printResult(json(output).document)
    case "csv": try StandardStreams.printResult(table(output.prices, output.names))
    default: try StandardStreams.printResult(text(output).visible)
    }
  }

  private func text(_ output: PriceHouseholds.Output) -> String {
    var table = Table()
    table.add("address", "dwellings", "adds", "fair share")
    for price in output.prices {
      table.add(
        output.names[price.addressID] ?? price.addressID.rawValue,
        NumberStyle.grouped.text(price.dwellings),
        NumberStyle.grouped.euros(cents: price.marginalInCents),
        price.shareInCents.map(NumberStyle.grouped.euros) ?? "not served")
    }
    let cost = output.costInCents
    return table.text
      + "\nOf \(NumberStyle.grouped.euros(cents: cost)) all fair shares together cover "
      + "\(NumberStyle.grouped.euros(cents: output.sharedInCents)).\n"
  }

  private func table(_ prices: [HouseholdPrice], _ names: [AddressID: String]) -> String {
    var csv = CSVWriter(.lineFeed)
    csv.row(["address_id", "address", "dwellings", "served", "marginal_cents", "share_cents"])
    for price in prices {
      csv.field(price.addressID.rawValue)
      csv.field(names[price.addressID] ?? "")
      csv.field(Int64(price.dwellings))
      csv.field(price.isServed)
      csv.field(price.marginalInCents)
      if let share = price.shareInCents { csv.field(share) } else { csv.emptyField() }
      csv.endRow()
    }
    return csv.text
  }

  private func json(_ output: PriceHouseholds.Output) -> JSONText {
    .object([
      ("scenario", .text(operation.scenario)), ("cost_cents", .integer(output.costInCents)),
      ("shared_cents", .integer(output.sharedInCents)),
      (
        "prices",
        .array(
          output.prices.map { price in
            .object([
              ("address_id", .text(price.addressID.rawValue)),
              ("address", .optional(output.names[price.addressID])),
              ("dwellings", .count(price.dwellings)), ("served", .bool(price.isServed)),
              ("marginal_cents", .integer(price.marginalInCents)),
              ("share_cents", price.shareInCents.map { .integer($0) } ?? .null),
            ])
          })
      ),
    ])
  }
}
