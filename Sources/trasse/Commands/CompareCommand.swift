import CommandLineKit
import NetworkModel
import Operations
import TextFormats

/// `trasse compare`: compares two plans.
struct CompareCommand: Command {
  static let declaration = CommandDeclaration(
    name: "compare", summary: "compares two plans: euros, metres, homes, changes",
    positionals: [
      SharedOptions.project, .init(name: "A", help: "one plan"),
      .init(name: "B", help: "the other plan"),
    ],
    example: "trasse compare ratingen.gpkg base west")

  private let operation: ComparePlans
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    operation = ComparePlans(
      project: arguments.positional(0), arguments.positional(1), arguments.positional(2))
    isJSON = arguments.isJSON
  }

  func run() throws {
    let comparison = try operation.run()
    try StandardStreams.printResult(isJSON ? json(comparison).document : text(comparison))
  }

  private func json(_ comparison: PlanComparison) -> JSONText {
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
    return .object([
      ("a", side(comparison.a)), ("b", side(comparison.b)),
      ("segments_only_in_a", .count(comparison.segmentsOnlyInA)),
      ("segments_only_in_b", .count(comparison.segmentsOnlyInB)),
      ("served_only_in_a", .count(comparison.servedOnlyInA)),
      ("served_only_in_b", .count(comparison.servedOnlyInB)),
      ("connected_since", .count(comparison.connectedSince)),
    ])
  }

  private func text(_ comparison: PlanComparison) -> String {
    let (a, b) = (comparison.a, comparison.b)
    let (euros, plain) = (NumberStyle.grouped, NumberStyle.plain)
    func count(_ number: Int) -> String { NumberStyle.grouped.text(number) }
    var table = Table()
    table.add("", operation.names.0, operation.names.1, "difference")
    table.add(
      "cost", euros.euros(cents: a.scenario.costInCents),
      euros.euros(cents: b.scenario.costInCents),
      euros.euros(cents: b.scenario.costInCents - a.scenario.costInCents))
    table.add(
      "trench km", plain.text(a.trenchMetres / 1000, places: 2),
      plain.text(b.trenchMetres / 1000, places: 2),
      plain.text((b.trenchMetres - a.trenchMetres) / 1000, places: 2))
    table.add(
      "addresses served", count(a.served.count), count(b.served.count),
      count(b.served.count - a.served.count))
    table.add(
      "segments only here", count(comparison.segmentsOnlyInA), count(comparison.segmentsOnlyInB),
      "")
    table.add(
      "addresses only here", count(comparison.servedOnlyInA), count(comparison.servedOnlyInB), "")
    if !a.connected.isEmpty || !b.connected.isEmpty {
      table.add(
        "connected already", count(a.connected.count), count(b.connected.count),
        count(b.connected.count - a.connected.count))
    }
    return table.text
  }
}
