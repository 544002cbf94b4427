import CommandLineKit
import NetworkModel
import ProjectStore
import TextFormats

/// `trasse compare`: two plans side by side.
struct ComparePlans: Command {
  static let declaration = CommandDeclaration(
    name: "compare", summary: "sets two plans side by side: euros, metres, homes, what changed",
    positionals: [
      SharedOptions.project, .init(name: "A", help: "one plan"),
      .init(name: "B", help: "the other"),
    ],
    example: "trasse compare ratingen.gpkg base west")

  private let path: String
  private let names: [String]
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    names = [arguments.positional(1), arguments.positional(2)]
    isJSON = arguments.isJSON
  }

  func run() throws {
    let project = try Project(path: path, readOnly: true)
    let comparison = PlanComparison(
      try project.plan(scenario: names[0]), try project.plan(scenario: names[1]))
    let (a, b) = (comparison.a, comparison.b)
    let onlyA = comparison.segmentsOnlyInA
    let onlyB = comparison.segmentsOnlyInB
    let gained = comparison.servedOnlyInB
    let lost = comparison.servedOnlyInA
    if isJSON {
      func side(_ side: PlanComparison.Side) -> JSONText {
        .object([
          ("scenario", .text(side.scenario.name)),
          ("cost_cents", .integer(side.scenario.costInCents)),
          ("lower_bound_cents", .integer(side.scenario.lowerBoundInCents)),
          ("trench_m", .decimal(side.trenchMetres, places: 3)),
          ("served", .count(side.served.count)),
          ("connected", .count(side.connected.count)),
        ])
      }
      print(
        JSONText.object([
          ("a", side(a)), ("b", side(b)), ("segments_only_in_a", .count(onlyA)),
          ("segments_only_in_b", .count(onlyB)), ("served_only_in_a", .count(lost)),
          ("served_only_in_b", .count(gained)),
          ("connected_since", .count(comparison.connectedSince)),
        ]).document, terminator: "")
      return
    }
    var table = Table()
    table.add("", names[0], names[1], "difference")
    let difference = b.scenario.costInCents - a.scenario.costInCents
    table.add(
      "cost", NumberStyle.grouped.euros(cents: a.scenario.costInCents),
      NumberStyle.grouped.euros(cents: b.scenario.costInCents),
      NumberStyle.grouped.euros(cents: difference))
    table.add(
      "trench km", NumberStyle.plain.text(a.trenchMetres / 1000, places: 2),
      NumberStyle.plain.text(b.trenchMetres / 1000, places: 2),
      NumberStyle.plain.text((b.trenchMetres - a.trenchMetres) / 1000, places: 2))
    table.add(
      "addresses served", NumberStyle.grouped.text(a.served.count),
      NumberStyle.grouped.text(b.served.count),
      NumberStyle.grouped.text(b.served.count - a.served.count))
    table.add(
      "segments only here", NumberStyle.grouped.text(onlyA), NumberStyle.grouped.text(onlyB), "")
    table.add(
      "addresses only here", NumberStyle.grouped.text(lost), NumberStyle.grouped.text(gained), "")
    if !a.connected.isEmpty || !b.connected.isEmpty {
      table.add(
        "connected already", NumberStyle.grouped.text(a.connected.count),
        NumberStyle.grouped.text(b.connected.count),
        NumberStyle.grouped.text(b.connected.count - a.connected.count))
    }
    print(table.text, terminator: "")
  }
}
