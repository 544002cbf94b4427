import AddressSearch
import Analyses
import CommandLineKit
import Exporting
import Importing
import NetworkModel
import ProjectStore
import Rules
import TextFormats
import TrenchPlanning

/// `trasse connect`: the cheapest way to connect orders to the network as it stands.
struct ConnectOrders: Command {
  static let declaration = CommandDeclaration(
    name: "connect",
    summary: "finds the cheapest way to connect orders to the network as it stands",
    positionals: [
      SharedOptions.project,
      SharedOptions.addresses,
    ],
    options: [
      .init(
        name: "--orders", value: nil,
        help: "all open orders: an interest or contract, and no connection yet"),
      SharedOptions.selection,
      .init(
        name: "--scenario", value: "NAME", help: "store the plan under this name (default orders)"),
      .init(
        name: "--book", value: nil,
        help: "hold the room until it is built, and enter contract for those who had interest"),
      .init(name: "--dry-run", help: "store and reserve nothing"),
      SharedOptions.rules,
      SharedOptions.time,
      SharedOptions.threads,
      SharedOptions.actor, SharedOptions.wait,
    ],
    example: "trasse connect ratingen.gpkg \"Marktgasse 11a\" \"Marktgasse 13\"")

  private let path: String
  private let addresses: [String]
  private let takesOrders: Bool
  private let selection: String?
  private let isBooked: Bool
  private let isDryRun: Bool
  private let rules: String?
  private let actor: String
  private let wait: Double
  private var options = Planner.Options()
  private let isJSON: Bool
  private let progress: ProgressPrinter

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    addresses = arguments.positionals(from: 1)
    takesOrders = arguments.isSet("--orders")
    selection = arguments.value("--from")
    if addresses.isEmpty && !takesOrders && selection == nil {
      throw UsageError.message(
        "ADDRESS is missing: name addresses, or take all open orders with --orders")
    }
    isBooked = arguments.isSet("--book")
    isDryRun = arguments.isSet("--dry-run")
    if isBooked && isDryRun {
      throw UsageError.message("--book enters what --dry-run keeps out: choose one")
    }
    rules = arguments.value("--rules")
    actor = arguments.actor
    wait = try arguments.wait()
    options.scenario = arguments.value("--scenario") ?? "orders"
    options.program = Version.current
    options.timeLimit = try arguments.timeLimit()
    options.threads = try arguments.threads() ?? options.threads
    isJSON = arguments.isJSON
    progress = ProgressPrinter(isQuiet: arguments.isQuiet)
  }

  /// What came of the orders.
  private struct Result {
    let infill: Infill
    let batch: Int64?
    let expires: Timestamp?
    let booked: [Int64]
  }

  func run() throws {
    let project = try Project(path: path, readOnly: isDryRun, wait: wait)
    let rules = try RulesFile.read(self.rules)
    let now = Timestamp.now
    var inventory = try project.inventory()
    let wanted = try orders(of: project, inventory)
    guard !wanted.isEmpty else {
      print(
        isJSON ? JSONText.object([("orders", .array([]))]).document : "There is no open order.\n",
        terminator: "")
      return
    }
    inventory.withhold(try project.reservedSlots(at: now, except: wanted))
    progress.step("planning \(NumberStyle.grouped.text(wanted.count)) orders")
    let infill = try Infill(
      wanted, in: inventory, rules: rules, options: options,
      inputDigests: try project.inputDigests())
    for note in infill.outcome.notes { progress.note(note) }
    let served = infill.orders.filter { $0.shareInCents != nil }
    var result = Result(infill: infill, batch: nil, expires: nil, booked: [])
    if !isDryRun && !served.isEmpty {
      let expires =
        isBooked
        ? nil : Timestamp(seconds: now.seconds + Int64(infill.reservationDays) * 86_400)
      let outcome = try project.keep(
        infill.outcome.plan, holding: infill.slots,
        for: served.map { ($0.address.id, $0.shareInCents ?? 0) }, from: now, until: expires,
        bookedBy: isBooked ? actor : nil)
      result = Result(
        infill: infill, batch: outcome.batch, expires: expires, booked: outcome.events)
    }
    print(isJSON ? json(result).document : text(result).visible, terminator: "")
    if served.isEmpty { throw Outcome.failed }
  }

  /// The addresses asked for, without those that are connected already.
  private func orders(of project: Project, _ inventory: Inventory) throws -> Set<String> {
    let texts = try addresses + (selection.map(AddressSelection.read) ?? [])
    let index = texts.count > 8 ? try project.addressIndex() : nil
    var wanted: Set<String> = []
    for text in texts {
      let entry =
        try index?.find(text).address(writtenAs: text) ?? project.address(writtenAs: text)
      if inventory.connected.contains(entry.id) {
        progress.note("\(entry) is connected already")
      } else {
        wanted.insert(entry.id)
      }
    }
    if takesOrders {
      let orders = try project.openOrders()
      if !orders.refused.isEmpty {
        progress.note(
          "\(NumberStyle.grouped.text(orders.refused.count)) orders wait for the owner's consent and are left out"
        )
      }
      wanted.formUnion(orders.open)
      let onFile = Set(inventory.addresses.map(\.id))
      let gone = wanted.subtracting(onFile)
      if !gone.isEmpty {
        progress.note("\(gone.count) orders are at addresses that are no longer on file")
        wanted.formIntersection(onFile)
      }
    }
    return wanted
  }

  // MARK: Text

  private func text(_ result: Result) -> String {
    let infill = result.infill
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
    if let batch = result.batch {
      lines +=
        "Room is held as reservation \(batch) "
        + (result.expires.map { "until \($0)" } ?? "until it is built")
        + "; the plan is stored as \(scenario.name).\n"
    }
    if !result.booked.isEmpty { lines += "\(result.booked.count) contracts entered.\n" }
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

  private func json(_ result: Result) -> JSONText {
    let infill = result.infill
    let total = infill.outcome.total
    let scenario = infill.outcome.plan.scenario
    func cents(_ value: Int64?) -> JSONText { value.map { .integer($0) } ?? .null }
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
              ("address_id", .text(order.address.id)), ("address", .text(Self.name(order.address))),
              ("dwellings", .count(order.address.dwellings)),
              ("alone_cents", cents(order.aloneInCents)),
              ("share_cents", cents(order.shareInCents)),
              ("reason", .optional(order.exception?.reason.rawValue)),
              ("cheapest_fix", .optional(order.exception?.cheapestFix)),
            ])
          })
      ),
      ("reservation", result.batch.map { .integer($0) } ?? .null),
      ("expires", .optional(result.expires.map { "\($0)" })),
      ("contracts_entered", .array(result.booked.map { .integer($0) })),
      (
        "room",
        .array(
          infill.slots.keys.sorted().map {
            .object([("conduit_id", .text($0)), ("slots", .count(infill.slots[$0] ?? 0))])
          })
      ),
      (
        "neighbours",
        .array(
          infill.neighbours.map { neighbour in
            .object([
              ("address_id", .text(neighbour.address.id)),
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
