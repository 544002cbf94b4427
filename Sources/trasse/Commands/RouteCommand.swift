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

/// `trasse route`: the cheapest trench between two places.
struct RouteCommand: Command {
  static let declaration = CommandDeclaration(
    name: "route", summary: "finds the cheapest trench from a place to the network or to another",
    positionals: [SharedOptions.project],
    options: [
      .init(
        name: "--to", value: "WHERE", help: "an address, or X,Y in the project's CRS",
        isRequired: true),
      .init(name: "--from", value: "WHERE|network", help: "the other end (default network)"),
      SharedOptions.rules,
      .init(
        name: "--format", kind: .choice(["text", "json", "geojson"]),
        help: "how it is printed (default text)"),
    ],
    example: "trasse route ratingen.gpkg --to \"Musterweg 12a\"")

  private let path: String
  private let goal: String
  private let start: String
  private let rules: String?
  private let format: String

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    goal = arguments.required("--to")
    start = arguments.value("--from") ?? "network"
    rules = arguments.value("--rules")
    format = arguments.value("--format") ?? "text"
  }

  func run() throws {
    let project = try Project(path: path, readOnly: true)
    let inventory = try project.inventory()
    let route = try Route(
      from: try place(goal, in: project, inventory), to: try place(start, in: project, inventory),
      in: inventory, rules: try RulesFile.read(rules))
    switch format {
    case "geojson":
      let output = try FileSink(path: nil)
      try RouteExport.write(
        route.segments, of: project, costInCents: route.costInCents, to: output)
      try output.finish()
    case "json": print(json(route).document, terminator: "")
    default: print(text(route).visible, terminator: "")
    }
  }

  private func place(_ text: String, in project: Project, _ inventory: Inventory) throws
    -> Route.Place
  {
    if text == "network" { return .network }
    if let position = try? Place.coordinate(text) { return .position(position) }
    let entry = try project.address(writtenAs: text)
    guard let address = inventory.addresses.first(where: { $0.id == entry.id }) else {
      preconditionFailure("the index names only addresses on file")
    }
    return .address(address)
  }

  private func text(_ route: Route) -> String {
    var table = Table()
    table.add("kind", "street", "method", "length m", "cost")
    for segment in route.segments {
      table.add(
        segment.kind.rawValue, segment.street ?? "", segment.method,
        NumberStyle.plain.text(segment.length, places: 1),
        NumberStyle.grouped.euros(cents: segment.costInCents))
    }
    table.add(
      "total", "", "", NumberStyle.plain.text(route.lengthInMetres, places: 1),
      NumberStyle.grouped.euros(cents: route.costInCents))
    return table.text
  }

  private func json(_ route: Route) -> JSONText {
    .object([
      ("cost_cents", .integer(route.costInCents)),
      ("length_m", .decimal(route.lengthInMetres, places: 3)),
      (
        "segments",
        .array(
          route.segments.map { segment in
            .object([
              ("id", .text(segment.id)), ("kind", .text(segment.kind.rawValue)),
              ("street", .optional(segment.street)), ("method", .text(segment.method)),
              ("length_m", .decimal(segment.length, places: 3)),
              ("cost_cents", .integer(segment.costInCents)),
            ])
          })
      ),
    ])
  }
}
