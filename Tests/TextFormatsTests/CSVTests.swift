import Geospatial
import TextFormats
import Testing

struct CSVTests {
  @Test func `fields with commas, quotation marks and line breaks are quoted`() {
    var csv = CSVWriter(.carriageReturnAndLineFeed)
    csv.row(["plain", "a,b", "say \"no\"", "two\nlines", "", "ä"])
    #expect(csv.text == "plain,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",,ä\r\n")
  }

  @Test func `values of each type are fields of a row`() throws {
    var csv = CSVWriter(.lineFeed)
    csv.emptyField()
    csv.field(true)
    csv.field(-7 as Int64)
    csv.field(1.25, places: 6)
    csv.field(.multiPoint([Coordinate(x: 1, y: 2), Coordinate(x: 3.5, y: 4)]), places: 3)
    csv.endRow()
    csv.row([])
    #expect(csv.text == ",true,-7,1.25,\"MULTIPOINT ((1 2), (3.5 4))\"\n\n")
  }

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
    #expect(text(.multiLineString([line, line])) == "\"MULTILINESTRING ((0 0, 4 0), (0 0, 4 0))\"")
    #expect(text(.multiPolygon([polygon])) == "\"MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))\"")
  }

  @Test func `what a spreadsheet would take for a formula is disarmed where asked`() {
    let cells = ["=1+1", "+49", "-3", "@SUM(1,1)", "\tx", "Lindengasse 5", ""]
    var plain = CSVWriter(.lineFeed)
    plain.row(cells)
    #expect(plain.text == "=1+1,+49,-3,\"@SUM(1,1)\",\tx,Lindengasse 5,\n")
    var disarmed = CSVWriter(.lineFeed, formulas: .disarmed)
    disarmed.row(cells)
    #expect(disarmed.text == "'=1+1,'+49,'-3,\"'@SUM(1,1)\",'\tx,Lindengasse 5,\n")
  }
}
