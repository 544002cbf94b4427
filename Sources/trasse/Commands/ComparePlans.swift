import AccessNetwork

/// `trasse compare`: two plans side by side.
struct ComparePlans: Command {
  static let declaration = Declaration(
    name: "compare", summary: "sets two plans side by side: euros, metres, homes, what changed",
    positionals: [
      .init(name: "PROJECT", help: "the project file"), .init(name: "A", help: "one plan"),
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

  /// What is compared of one plan.
  private struct Side {
    let plan: Plan
    let metres: Double
    let segments: Set<String>
    let served: Set<String>
    /// The addresses that were connected when the plan was made.
    let connected: Set<String>

    init(_ plan: Plan) {
      self.plan = plan
      metres = plan.trench.filter { $0.kind != .drop && $0.kind != .conduit }
        .reduce(0) { $0 + $1.length }
      segments = Set(plan.trench.map(\.id))
      served = Set(plan.drops.map(\.addressID))
      connected = Set(plan.drops.filter(\.isExisting).map(\.addressID))
    }
  }

  func run() throws {
    let project = try Project(path: path, readOnly: true)
    let sides = try names.map { Side(try project.plan(scenario: $0)) }
    let (a, b) = (sides[0], sides[1])
    let onlyA = a.segments.subtracting(b.segments).count
    let onlyB = b.segments.subtracting(a.segments).count
    let gained = b.served.subtracting(a.served).count
    let lost = a.served.subtracting(b.served).count
    let newlyConnected = b.connected.subtracting(a.connected).count
    if isJSON {
      func side(_ side: Side) -> JSONText {
        .object([
          ("scenario", .text(side.plan.scenario.name)),
          ("cost_cents", .integer(side.plan.scenario.costInCents)),
          ("lower_bound_cents", .integer(side.plan.scenario.lowerBoundInCents)),
          ("trench_m", .decimal(side.metres, places: 3)), ("served", .count(side.served.count)),
          ("connected", .count(side.connected.count)),
        ])
      }
      print(
        JSONText.object([
          ("a", side(a)), ("b", side(b)), ("segments_only_in_a", .count(onlyA)),
          ("segments_only_in_b", .count(onlyB)), ("served_only_in_a", .count(lost)),
          ("served_only_in_b", .count(gained)), ("connected_since", .count(newlyConnected)),
        ]).document, terminator: "")
      return
    }
    var table = Table()
    table.add("", names[0], names[1], "difference")
    let difference = b.plan.scenario.costInCents - a.plan.scenario.costInCents
    table.add(
      "cost", Fixed.euro(a.plan.scenario.costInCents), Fixed.euro(b.plan.scenario.costInCents),
      Fixed.euro(difference))
    table.add(
      "trench km", Fixed.text(a.metres / 1000, places: 2), Fixed.text(b.metres / 1000, places: 2),
      Fixed.text((b.metres - a.metres) / 1000, places: 2))
    table.add(
      "addresses served", Fixed.grouped(a.served.count), Fixed.grouped(b.served.count),
      Fixed.grouped(b.served.count - a.served.count))
    table.add("segments only here", Fixed.grouped(onlyA), Fixed.grouped(onlyB), "")
    table.add("addresses only here", Fixed.grouped(lost), Fixed.grouped(gained), "")
    if !a.connected.isEmpty || !b.connected.isEmpty {
      table.add(
        "connected already", Fixed.grouped(a.connected.count), Fixed.grouped(b.connected.count),
        Fixed.grouped(b.connected.count - a.connected.count))
    }
    print(table.text, terminator: "")
  }
}
