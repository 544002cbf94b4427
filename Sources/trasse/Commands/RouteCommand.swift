import CommandLineKit
import Geospatial
import NetworkModel
import Operations
import TextFormats
import TrenchPlanning

/// `trasse route`: finds the cheapest trench between two locations.
struct RouteCommand: Command {
  static let declaration = CommandDeclaration(
    name: "route",
    summary: "finds the cheapest trench from a location to the network or to another location",
    positionals: [SharedOptions.project],
    options: [
      .init(
        name: "--to", value: "WHERE", help: "an address, or X,Y in the project's CRS",
        isRequired: true),
      .init(
        name: "--from", value: "WHERE|network", kind: .openChoice(["network"]),
        help: "the other end (default network)"),
      SharedOptions.rules,
      .init(
        name: "--format", kind: .choice(["text", "json", "geojson"]),
        help: "how the route is printed (default text)"),
    ],
    example: "trasse route ratingen.gpkg --to \"Musterweg 12a\"")

  private let operation: FindRoute
  private let format: String

  init(_ arguments: Arguments) throws {
    operation = FindRoute(
      project: arguments.positional(0), from: Self.end(arguments.required("--to")),
      to: Self.end(arguments.value("--from") ?? "network"), rules: arguments.value("--rules"))
    format = arguments.value("--format") ?? "text"
  }

  private static func end(_ text: String) -> FindRoute.End {
    if text == "network" { return .network }
    return (try? Coordinate(written: text)).map { .position($0) } ?? .address(text)
  }

  func run() throws {
    let output = try operation.run()
    switch format {
    case "geojson":
      let sink = try FileSink(path: nil)
      try output.writeGeoJSON(to: sink)
      try sink.finish()
    case "json": try StandardStreams.printResult(json(output.route).document)
    default: try StandardStreams.printResult(text(output.route).visible)
    }
  }

  private func text(_ route: Route) -> String {
    var table = Table()
    table.add("kind", "street", "method", "length m", "cost")
    for segment in route.segments {
      table.add(
        segment.kind.rawValue, segment.street ?? "", segment.method.rawValue,
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
              ("id", .text(segment.id.rawValue)), ("kind", .text(segment.kind.rawValue)),
              ("street", .optional(segment.street)), ("method", .text(segment.method.rawValue)),
              ("length_m", .decimal(segment.length, places: 3)),
              ("cost_cents", .integer(segment.costInCents)),
            ])
          })
      ),
    ])
  }
}
