import CommandLineKit
import Exporting
import NetworkModel
import Operations
import TextFormats
import TrenchPlanning

/// `trasse connect`: finds the cheapest way to connect orders.
struct ConnectCommand: Command {
  static let declaration = CommandDeclaration(
    name: "connect",
    summary: "finds the cheapest way to connect orders to the network as built",
    positionals: [SharedOptions.project, SharedOptions.addresses],
    options: [
      .init(
        name: "--orders",
        help: "all open orders: an interest or contract, and no connection yet"),
      SharedOptions.selection,
      .init(
        name: "--scenario", value: "NAME", help: "store the plan under this name (default orders)"),
      .init(
        name: "--book",
        help: "reserve the capacity until it is built, and enter contract where there was interest"
      ),
      .init(name: "--dry-run", help: "store and reserve nothing"), SharedOptions.rules,
      SharedOptions.time, SharedOptions.threads, SharedOptions.actor, SharedOptions.wait,
    ],
    example: "trasse connect ratingen.gpkg \"Marktgasse 11a\" \"Marktgasse 13\"")

  private let operation: ConnectOrders
  private let isJSON: Bool
  private let progress: ProgressPrinter

  init(_ arguments: Arguments) throws {
    let addresses = arguments.positionals(from: 1)
    let takesOrders = arguments.isSet("--orders")
    let selection = arguments.value("--from")
    if addresses.isEmpty && !takesOrders && selection == nil {
      throw UsageError.message(
        "ADDRESS is missing: name addresses, or plan all open orders with --orders")
    }
    let (isBooked, isDryRun) = (arguments.isSet("--book"), arguments.isSet("--dry-run"))
    if isBooked && isDryRun {
      throw UsageError.message("--book and --dry-run exclude each other: choose one")
    }
    var request = try arguments.planRequest(scenario: "orders")
    request.wait = try arguments.wait()
    operation = ConnectOrders(
      request, addresses: addresses, selection: selection,
      takesOpenOrders: takesOrders,
      commitment: isBooked ? .booking(actor: arguments.actor) : isDryRun ? .none : .reservation)
    isJSON = arguments.isJSON
    progress = ProgressPrinter(isQuiet: arguments.isQuiet)
  }

  func run() throws {
    let output = try operation.run(reporting: progress)
    for address in output.alreadyConnected { progress.note("\(address) is connected already") }
    if output.withoutConsent > 0 {
      progress.note(
        "\(NumberStyle.grouped.text(output.withoutConsent)) orders wait for the owner's consent and "
          + "are left out")
    }
    if output.notOnFile > 0 {
      progress.note("\(output.notOnFile) orders are at addresses that are no longer in the project")
    }
    guard let infill = output.infill else {
      try StandardStreams.printResult(
        isJSON ? JSONText.object([("orders", .array([]))]).document : "There is no open order.\n")
      return
    }
    for note in infill.outcome.notes { progress.note(note.words) }
    let result = isJSON ? json(infill, output).document : text(infill, output).visible
    if output.reservation != nil {
      try StandardStreams.printResult(result, done: "the plan and the reservation are stored")
    } else {
      try StandardStreams.printResult(result)
    }
    if !output.servesAny { throw Outcome.failed }
  }

  // MARK: Text

  private func text(_ infill: Infill, _ output: ConnectOrders.Output) -> String {
    let total = infill.outcome.total
    let scenario = infill.outcome.plan.scenario
    var table = Table()
    table.add("order", "dwellings", "by itself", "share together")
    for order in infill.orders {
      table.add(
        Self.name(order.address), NumberStyle.grouped.text(order.address.dwellings),
        order.aloneInCents.map(NumberStyle.grouped.euros) ?? "–",
        order.shareInCents.map(NumberStyle.grouped.euros) ?? order.exception?.reason.rawValue ?? "–"
      )
    }
    var bill = Table()
    bill.add("together", "")
    bill.add("cost", NumberStyle.grouped.euros(cents: scenario.costInCents))
    for kind in total.costByKind.keys.sorted() {
      bill.add("  \(kind)", NumberStyle.grouped.euros(cents: total.costByKind[kind] ?? 0))
    }
    bill.add("each by itself", NumberStyle.grouped.euros(cents: infill.separatelyInCents))
    bill.add("bound", NumberStyle.grouped.euros(cents: scenario.lowerBoundInCents))
    bill.add("gap", NumberStyle.plain.percent(scenario.gap, places: 2))
    bill.add("new trench m", NumberStyle.plain.text(total.trenchMetres, places: 1))
    bill.add("conduits used", NumberStyle.grouped.text(infill.slots.count))
    var lines = table.text + "\n" + bill.text
    if let batch = output.reservation {
      lines +=
        "Capacity is reserved as reservation \(batch) "
        + (output.expires.map { "until \($0)" } ?? "until it is built")
        + "; the plan is stored as \(scenario.name).\n"
    }
    if !output.contracts.isEmpty { lines += "\(output.contracts.count) contracts entered.\n" }
    if !infill.neighbours.isEmpty {
      var neighbours = Table()
      neighbours.add("neighbours of the new trench", "dwellings", "each adds")
      for neighbour in infill.neighbours.prefix(20) {
        neighbours.add(
          Self.name(neighbour.address), NumberStyle.grouped.text(neighbour.address.dwellings),
          NumberStyle.grouped.euros(cents: neighbour.addsInCents))
      }
      lines += "\n" + neighbours.text
      let rest = infill.neighbours.count - 20
      if rest > 0 {
        lines += "and \(NumberStyle.grouped.text(rest)) more (--format json lists all)\n"
      }
    }
    return lines
  }

  private static func name(_ address: Address) -> String { "\(address.street) \(address.number)" }

  // MARK: JSON

  private static func cents(_ value: Int64?) -> JSONText { value.map { .integer($0) } ?? .null }

  private func json(_ infill: Infill, _ output: ConnectOrders.Output) -> JSONText {
    let total = infill.outcome.total
    let scenario = infill.outcome.plan.scenario
    return .object([
      ("scenario", .text(scenario.name)), ("cost_cents", .integer(scenario.costInCents)),
      ("lower_bound_cents", .integer(scenario.lowerBoundInCents)),
      ("gap", .decimal(scenario.gap, places: 6)), ("optimal", .bool(scenario.isOptimal)),
      ("separately_cents", .integer(infill.separatelyInCents)),
      (
        "cost_by",
        .object(total.costByKind.keys.sorted().map { ($0, .integer(total.costByKind[$0] ?? 0)) })
      ),
      ("trench_m", .decimal(total.trenchMetres, places: 3)),
      (
        "orders",
        .array(
          infill.orders.map { order in
            .object([
              ("address_id", .text(order.address.id.rawValue)),
              ("address", .text(Self.name(order.address))),
              ("dwellings", .count(order.address.dwellings)),
              ("alone_cents", Self.cents(order.aloneInCents)),
              ("share_cents", Self.cents(order.shareInCents)),
              ("reason", .optional(order.exception?.reason.rawValue)),
              ("cheapest_fix", .optional(order.exception?.remedy.sentence)),
            ])
          })
      ),
      ("reservation", output.reservation.map { .integer($0) } ?? .null),
      ("expires", .optional(output.expires.map { "\($0)" })),
      ("contracts_entered", .array(output.contracts.map { .integer($0) })),
      (
        "conduits",
        .array(
          infill.slots.keys.sorted().map {
            .object([("conduit_id", .text($0.rawValue)), ("slots", .count(infill.slots[$0] ?? 0))])
          })
      ),
      (
        "neighbours",
        .array(
          infill.neighbours.map { neighbour in
            .object([
              ("address_id", .text(neighbour.address.id.rawValue)),
              ("address", .text(Self.name(neighbour.address))),
              ("dwellings", .count(neighbour.address.dwellings)),
              ("adds_cents", .integer(neighbour.addsInCents)),
            ])
          })
      ),
      (
        "seconds",
        .object([
          ("graph", .decimal(infill.outcome.seconds.graph, places: 3)),
          ("optimise", .decimal(infill.outcome.seconds.optimise, places: 3)),
          ("design", .decimal(infill.outcome.seconds.design, places: 3)),
        ])
      ),
    ])
  }
}
