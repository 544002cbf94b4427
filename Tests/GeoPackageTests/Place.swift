import GeoPackage
import Geospatial

/// A row of a made-up table.
struct Place: Equatable, Sendable {
  enum Kind: String, CaseIterable, WordColumnValue { case town, village }

  var name = ""
  var note: String?
  var kind = Kind.town
  var people: Int?
  var height = 0.0
  var isPort = false
  var location = Coordinate(x: 0, y: 0)

  static let table = Table(
    "place", summary: "Places", geometry: .point(\.location), key: ["name"], blank: Place(),
    columns: [
      Column("name", \.name), Column("note", \.note),
      Column("kind", \.kind, default: "'town'"),
      Column("people", \.people, check: "people >= 0"),
      Column("height_m", \.height, default: "0.0"),
      Column("port", \.isPort, default: "FALSE"),
    ])
}
