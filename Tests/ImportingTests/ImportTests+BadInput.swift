import AddressSearch
import Exporting
import Foundation
import Geospatial
import Importing
import NetworkModel
import ProjectStore
import TestSupport
import Testing

/// Bad input.
extension ImportTests {
  @Test func `a zone number in front of an easting is named`() throws {
    let path = try geojson("a.geojson", [home("A", "1", 32_351_000, 5_684_000)], crs: "25832")
    let error = fault { _ = try load(path) { $0.role = .address } }
    #expect(error?.fault == .file(.noneAccepted(.zoneInEasting)))
  }

  @Test func `a truncated file changes nothing`() throws {
    let whole =
      "<osm version=\"0.6\">"
      + (1...500).map {
        "<node id=\"\($0)\" lat=\"51.3\" lon=\"6.85\"><tag k=\"addr:street\" v=\"A\"/><tag k=\"addr:housenumber\" v=\"\($0)\"/></node>"
      }.joined()
    let path = try folder.write(whole, to: "cut.osm")
    guard case .file(.damaged)? = fault({ _ = try load(path) })?.fault else {
      Issue.record("not damaged")
      return
    }
    #expect(project.crs == nil)
  }

  @Test(arguments: ["noise.osm", "noise.geojson", "noise.gpkg", "noise.osm.bz2", "noise.osm.gz"])
  func `a file of another format is refused`(name: String) throws {
    let path = try folder.write(String(repeating: "noise ", count: 200), to: name)
    let error = fault { _ = try load(path) { $0.role = .address } }
    #expect(error?.file == name)
  }

  @Test func `a missing file is named`() {
    #expect(fault { _ = try load(folder.path("none.osm")) }?.fault == .file(.missing))
  }

  @Test func `swapped, far and impossible coordinates have faults of their own`() throws {
    let path = try geojson(
      "a.geojson",
      [
        home("A", "1", 6.85, 51.3, 1), home("A", "2", 51.3, 6.85, 2), home("A", "3", 120, 10, 3),
        home("A", "4", 999, 51.3, 4),
      ])
    let report = try load(path) { $0.role = .address }
    #expect(
      report.rejects.map(\.fault) == [.swappedCoordinates, .outsideZone, .outsideZone])
    #expect(try project.addresses().count == 1)
  }

  @Test func `two systems in one project are brought together`() throws {
    _ = try load(try folder.write(references, to: "gebref.txt"))
    let degrees = try geojson("b.geojson", [home("Ring", "1", 6.85, 51.3)])
    _ = try load(degrees) { $0.role = .address }
    let ring = try #require(try project.addresses().first { $0.street == "Ring" })
    #expect(ring.location.x > 340_000 && ring.location.x < 360_000)
  }

  @Test func `a file without a CRS asks for one`() throws {
    let path = try folder.write(
      "id,strasse,hnr,WKT\n1,Ring,1,POINT (351000 5684000)\n", to: "a.csv")
    let error = fault { _ = try load(path) { $0.role = .address } }
    #expect(error?.fault == .position(.noCRS))
    _ = try load(path) {
      $0.role = .address
      $0.crs = "EPSG:25832"
    }
    #expect(try project.addresses().count == 1)
  }

  @Test func `lines without length and surfaces that cross themselves are rejected and repaired`()
    throws
  {
    let lines = try geojson(
      "streets.geojson",
      [
        "{\"type\":\"Feature\",\"properties\":{\"id\":1},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[6.85,51.3],[6.85,51.3]]}}",
        "{\"type\":\"Feature\",\"properties\":{\"id\":2},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[6.85,51.3],[6.86,51.3]]}}",
      ])
    let report = try load(lines)
    #expect(report.rejects.map(\.fault) == [.lineWithoutLength])
    #expect(report.rejects.map(\.feature) == ["1"])
    let bow = try geojson(
      "buildings.geojson",
      [
        "{\"type\":\"Feature\",\"properties\":{\"id\":1},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[6.85,51.3],[6.851,51.301],[6.851,51.3],[6.85,51.301],[6.85,51.3]]]}}"
      ])
    #expect(try load(bow).repairs.count == 1)
    #expect(try project.buildings().count == 1)
  }

  @Test func `a layer that names nothing asks what it is`() throws {
    let path = try geojson("x.geojson", [home("A", "1", 6.85, 51.3)])
    #expect(
      fault { _ = try load(path) }?.fault
        == .column(.unknownContent(roles: ImportRole.allCases.map(\.rawValue))))
  }
}
