import Geospatial
import Testing

/// Whether lengths in a CRS are metres on the ground.
struct LengthFaultTests {
  private func system(_ code: Int32) throws -> CoordinateReferenceSystem {
    try CoordinateReferenceSystem(code: code)
  }

  @Test(
    "systems that are not projected, or not in metres, are named",
    arguments: [
      (4326, LengthFault.notProjected), (4258, .notProjected), (4978, .notProjected),
      (9518, .notProjected), (5555, .notProjected), (7837, .notProjected),
      (6539, .unit("US survey foot")), (2314, .unit("Clarke's foot")),
      (3456, .unit("US survey foot")), (6578, .unit("US survey foot")),
    ] as [(Int32, LengthFault)])
  func definition(_ code: Int32, _ fault: LengthFault) throws {
    #expect(try system(code).lengthFault() == fault)
    #expect(try system(code).lengthFault(at: Coordinate(x: 350_000, y: 5_680_000)) == fault)
  }

  @Test(
    "the systems of German registers are accepted",
    arguments: [25831, 25832, 25833, 4647, 5650, 31466, 31467, 31468, 31469, 5243, 3068, 32632])
  func german(_ code: Int32) throws {
    #expect(try system(code).lengthFault() == nil)
  }

  @Test func `Web Mercator stretches lengths everywhere`() throws {
    guard case .scale = try system(3857).lengthFault() else {
      Issue.record("EPSG:3857 is accepted")
      return
    }
    // Ratingen: lengths grow by 1 / cos of the latitude, 51.3 degrees.
    let place = Coordinate(x: 763_000, y: 6_680_000)
    guard case .scale(let scale)? = try system(3857).lengthFault(at: place) else {
      Issue.record("EPSG:3857 is accepted at a place")
      return
    }
    #expect(abs(scale - 1.6) < 0.01)
  }

  @Test func `a zone is accepted where it deviates by less than a thousandth`() throws {
    let zone = try system(25832)
    #expect(try zone.lengthFault(at: Coordinate(x: 500_000, y: 5_680_000)) == nil)
    #expect(try zone.lengthFault(at: Coordinate(x: 350_000, y: 5_680_000)) == nil)
    // Görlitz, at 15 degrees east, six degrees from the central meridian.
    guard case .scale(let scale)? = try zone.lengthFault(at: Coordinate(x: 920_000, y: 5_680_000))
    else {
      Issue.record("zone 32 is accepted in Görlitz")
      return
    }
    #expect(abs(scale - 1.0018) < 0.0003)
  }

  @Test func `the median of positions ignores those that are not finite`() {
    let positions = [(1.0, 9.0), (2, 8), (3, 7), (.nan, 0), (.infinity, 0)].map {
      Coordinate(x: $0.0, y: $0.1)
    }
    #expect(Coordinate.median(of: positions) == Coordinate(x: 2, y: 8))
    #expect(Coordinate.median(of: []) == nil)
  }
}
