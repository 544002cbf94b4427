import Geospatial
import TextFormats
import Testing

struct WellKnownTextTests {
  @Test func `each kind of geometry is written as well-known text`() throws {
    func text(_ geometry: Geometry) -> String {
      var csv = CSVWriter(.lineFeed)
      csv.field(geometry, places: 1)
      return csv.text
    }
    let ring = [(0.0, 0.0), (4, 0), (4, 4), (0, 0)].map { Coordinate(x: $0, y: $1) }
    let line = try #require(LineString(Array(ring.prefix(2))))
    let polygon = try #require(Polygon(exterior: ring))
    #expect(text(.point(Coordinate(x: 0.25, y: -1))) == "\"POINT (0.3 -1)\"")
    #expect(text(.lineString(line)) == "\"LINESTRING (0 0, 4 0)\"")
    #expect(text(.polygon(polygon)) == "\"POLYGON ((0 0, 4 0, 4 4, 0 0))\"")
    #expect(
      text(.multiPoint([Coordinate(x: 1, y: 2), Coordinate(x: 3.5, y: 4)]))
        == "\"MULTIPOINT ((1 2), (3.5 4))\"")
    #expect(text(.multiLineString([line, line])) == "\"MULTILINESTRING ((0 0, 4 0), (0 0, 4 0))\"")
    #expect(text(.multiPolygon([polygon])) == "\"MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))\"")
  }
}
