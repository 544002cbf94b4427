import Foundation
import Geospatial
import NetworkModel
import ProjectStore
import TestSupport
import Testing

import Importing

/// Numbers and outlines in files that are beyond sense: each is named, and ends nothing.
struct WildValueTests {
  let folder: TemporaryFolder
  let project: Project

  init() throws {
    folder = try TemporaryFolder()
    project = try Project.create(at: folder.path("test.gpkg"), crs: nil)
  }

  private func load(_ path: String, as role: ImportRole? = nil) throws -> ImportReport {
    var options = Importer.Options()
    options.role = role
    return try Importer(project, options: options).run([path])
  }

  private func openStreetMap(building: String = "", address: String = "") throws -> ImportReport {
    try load(
      folder.write(
        """
        <osm version='0.6'><node id='1' lat='51.3' lon='6.85' version='1'/>
        <node id='2' lat='51.301' lon='6.85' version='1'/>
        <node id='3' lat='51.301' lon='6.851' version='1'/>
        <node id='5' lat='51.3005' lon='6.8502' version='1'><tag k='addr:housenumber' v='1'/>
        <tag k='addr:street' v='A'/>\(address)</node>
        <way id='9' version='1'><nd ref='1'/><nd ref='2'/><nd ref='3'/><nd ref='1'/>
        <tag k='building' v='yes'/>\(building)</way></osm>
        """, to: "town.osm"))
  }

  /// One feature of GeoJSON with a property.
  private func feature(_ property: String, _ geometry: String, as role: ImportRole) throws
    -> ImportReport
  {
    try load(
      folder.write(
        #"{"type":"FeatureCollection","features":["#
          + #"{"type":"Feature","properties":{"id":1,"kind":"pop","street":"A","house_number":"1","#
          + property + #"},"geometry":"# + geometry + "},"
          + #"{"type":"Feature","properties":{"id":2,"kind":"pop","street":"A","house_number":"2"},"#
          + #""geometry":"# + geometry + "}]}", to: "a.geojson"), as: role)
  }

  private let point = #"{"type":"Point","coordinates":[6.85,51.3]}"#
  private let line = #"{"type":"LineString","coordinates":[[6.85,51.3],[6.86,51.3]]}"#
  private let square =
    #"{"type":"Polygon","coordinates":[[[6.85,51.3],[6.851,51.3],[6.851,51.301],[6.85,51.3]]]}"#

  // MARK: Numbers

  @Test(arguments: ["inf", "nan", "-inf", "1e30", "Infinity", "-3", "301"])
  func `storeys of a building beyond sense count as unknown`(value: String) throws {
    let report = try openStreetMap(building: "<tag k='building:levels' v='\(value)'/>")
    #expect(
      report.unknownValues.map(\.fault) == [
        .invalidNumber(field: "levels", value: value, limit: 300)
      ])
    let buildings = try project.buildings()
    #expect(buildings.count == 1 && buildings[0].levels == nil)
  }

  @Test(arguments: [
    "0-9223372036854775807", "1-9223372036854775807;1-9", "1-10000000000", "1-10000000", "inf",
    "nan", "1e30", "99999",
  ])
  func `flats beyond sense count as unknown`(value: String) throws {
    let report = try openStreetMap(address: "<tag k='addr:flats' v='\(value)'/>")
    #expect(report.unknownValues.count == 1)
    #expect(try project.addresses().map(\.dwellingsAreEstimated) == [true])
  }

  @Test func `flats as a number, a range or a list are counted`() {
    let counts = ["12", "1-12", "1-3;7;9", "a,b", ""].map { NumberField.dwellings.flats($0) }
    #expect(counts == [12, 12, 5, 2, nil])
  }

  @Test(arguments: ["-5", "999999999", "1e300", "\"x\"", "\"nan\"", "\"1,5\""])
  func `dwellings in a column that are not a number in the limits count as unknown`(value: String)
    throws
  {
    let report = try feature("\"dwellings\":\(value)", point, as: .address)
    #expect(report.unknownValues.count == 1 && report.rejects.isEmpty)
    #expect(try project.addresses().allSatisfy { $0.dwellings == 1 && $0.dwellingsAreEstimated })
  }

  @Test(arguments: ["capacity", "used"], ["-1", "\"x\"", "\"1,0\"", "1e19", "\"inf\""])
  func `a conduit whose capacity or use is not a number is rejected`(column: String, value: String)
    throws
  {
    let report = try feature("\"\(column)\":\(value)", line, as: .conduit)
    #expect(report.rejects.map(\.feature) == ["1"])
    guard case .invalidNumber(column, _, _)? = report.rejects.first?.fault else {
      Issue.record("\(report.rejects)")
      return
    }
    #expect(try project.conduits().count == 1)
  }

  @Test func `a site whose capacity is not a number is rejected`() throws {
    let report = try feature("\"capacity\":\"many\"", point, as: .site)
    #expect(report.rejects.count == 1)
    #expect(try project.sites().count == 1)
  }

  @Test(arguments: ["1e300", "\"inf\"", "-2", "\"wide\""])
  func `a width beyond sense counts as unknown`(value: String) throws {
    let report = try feature("\"width\":\(value),\"level\":1e300", line, as: .street)
    #expect(report.unknownValues.count == 1)
    let streets = try project.streets()
    #expect(streets.allSatisfy { $0.carriagewayWidth == nil && $0.level == 0 })
  }

  @Test(arguments: ["1e300", "\"nan\"", "-2"])
  func `levels of a building in a column beyond sense count as unknown`(value: String) throws {
    let report = try feature("\"levels\":\(value)", square, as: .building)
    #expect(report.unknownValues.count == 1)
    #expect(try project.buildings().allSatisfy { $0.levels == nil })
  }

  @Test(arguments: [
    ("32", "1e25"), ("32", "1e300"), ("9223372036854775807", "350000"), ("3000000000", "350000"),
    ("-1", "350000"), ("32", "inf"), ("32", "-1e18"),
  ])
  func `a zone or an easting beyond sense refuses the list`(zone: String, easting: String) throws {
    let path = try folder.write(
      "N;A1;A;05;;1;;58;;004;Ratingen;0;;1;Weg;1;;\(zone);\(easting);5684000,0;2020-01-01",
      to: "gebref.txt")
    #expect(throws: ImportError.self) { try load(path) }
  }

  // MARK: Amounts

  @Test func `an object with very many house numbers is rejected`() throws {
    for count in [201, 100_000] {
      let numbers = (1...count).map(String.init).joined(separator: ",")
      let path = try folder.write(
        #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":1,"#
          + #""street":"A","house_number":"\#(numbers)"},"geometry":\#(point)}]}"#,
        to: "list.geojson")
      let list = try load(path, as: .address)
      #expect(list.rejects.count == 1)
    }
  }

  @Test func `an outline with very many crossings is rejected, one with some is repaired`() throws {
    var generator = SeededGenerator(seed: 1)
    func outline(_ count: Int) -> String {
      var positions = (0..<count).map { _ in
        "[\(Double.random(in: 6.85...6.95, using: &generator)),"
          + "\(Double.random(in: 51.3...51.36, using: &generator))]"
      }
      positions.append(positions[0])
      return "{\"type\":\"Polygon\",\"coordinates\":[[\(positions.joined(separator: ","))]]}"
    }
    let few = try feature("\"name\":\"x\"", outline(20), as: .area)
    #expect(few.rejects.isEmpty && few.repairs.count == 2)
    let start = ContinuousClock.now
    let error = #expect(throws: ImportError.self) {
      try feature("\"name\":\"x\"", outline(600), as: .parcel)
    }
    #expect(error?.fault == .file(.noneAccepted(.tooManyCrossings(limit: 1000))))
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func `crossings are counted up to a limit`() throws {
    let bow = try #require(
      Polygon(
        exterior: [(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)].map { Coordinate(x: $0.0, y: $0.1) }))
    #expect(CrossingCount(of: [bow], limit: 5).count == 1)
    #expect(!CrossingCount(of: [bow], limit: 1).isOverLimit)
    #expect(CrossingCount(of: [bow], limit: 0).isOverLimit)
    let square = try #require(
      Polygon(
        exterior: [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)].map { Coordinate(x: $0.0, y: $0.1) }))
    #expect(CrossingCount(of: [square], limit: 5).count == 0)
  }
}
