import Foundation
import Geospatial
import TextFormats
import Testing

struct GeoJSONTests {
  /// Keeps what is written.
  private final class Memory: ByteSink {
    private(set) var bytes: [UInt8] = []
    private(set) var calls = 0
    func write(_ bytes: [UInt8]) {
      self.bytes += bytes
      calls += 1
    }
  }

  private let ring = [(0.0, 0.0), (0, 4), (4, 4), (0, 0)].map { Coordinate(x: $0, y: $1) }

  private func text(_ geometry: Geometry?, places: Int = 1) -> String {
    var json = JSONWriter()
    json.geometry(geometry, places: places)
    return json.text
  }

  @Test func `each kind of geometry is written as RFC 7946 has it`() throws {
    let line = try #require(LineString([ring[0], ring[2]]))
    #expect(text(nil) == "null")
    #expect(
      text(.point(Coordinate(x: 7.25, y: 50)), places: 2)
        == #"{"type":"Point","coordinates":[7.25,50]}"#)
    #expect(text(.lineString(line)) == #"{"type":"LineString","coordinates":[[0,0],[4,4]]}"#)
    #expect(
      text(.multiPoint([ring[0], ring[2]])) == #"{"type":"MultiPoint","coordinates":[[0,0],[4,4]]}"#
    )
    #expect(
      text(.multiLineString([line, line]))
        == #"{"type":"MultiLineString","coordinates":[[[0,0],[4,4]],[[0,0],[4,4]]]}"#)
  }

  @Test func `outer rings run counter-clockwise, holes clockwise`() throws {
    let hole = [(1.0, 2.0), (2, 3), (1, 3), (1, 2)].map { Coordinate(x: $0, y: $1) }
    let polygon = try #require(Polygon(exterior: ring, holes: [hole]))
    let rings = "[[[0,0],[4,4],[0,4],[0,0]],[[1,2],[1,3],[2,3],[1,2]]]"
    #expect(text(.polygon(polygon)) == #"{"type":"Polygon","coordinates":\#(rings)}"#)
    #expect(text(.multiPolygon([polygon])) == #"{"type":"MultiPolygon","coordinates":[\#(rings)]}"#)
  }

  @Test func `a collection is streamed, a line for each feature`() throws {
    let memory = Memory()
    var collection = FeatureCollectionWriter(name: "a \"b\"", places: 3, to: memory) {
      $0.member("cost_cents", 12)
    }
    for number in 0..<5_000 {
      try collection.add(
        id: "n\(number)", geometry: number == 0 ? nil : .point(Coordinate(x: 1, y: 2))
      ) { properties in
        properties.member("name", String(repeating: "x", count: 20))
        properties.member("number", number)
      }
    }
    try collection.finish()
    #expect(memory.calls > 3)
    let lines = String(decoding: memory.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 5_002)
    #expect(
      lines[0] == #"{"type":"FeatureCollection","name":"a \"b\"","cost_cents":12,"features":["#)
    #expect(
      lines[1]
        == #"{"type":"Feature","id":"n0","properties":{"name":"xxxxxxxxxxxxxxxxxxxx","number":0},"#
        + #""geometry":null},"#)
    let read = try JSONSerialization.jsonObject(with: Data(memory.bytes)) as? [String: Any]
    #expect((read?["features"] as? [Any])?.count == 5_000)
  }

  @Test func `an empty collection is a document`() throws {
    let memory = Memory()
    var collection = FeatureCollectionWriter(name: "none", places: 7, to: memory)
    try collection.finish()
    #expect(
      String(decoding: memory.bytes, as: UTF8.self)
        == "{\"type\":\"FeatureCollection\",\"name\":\"none\",\"features\":[\n]}\n")
  }
}
