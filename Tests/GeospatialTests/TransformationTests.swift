import Foundation
import Geospatial
import TestSupport
import Testing

/// Transformations, compared with published control points.
struct TransformationTests {
  private func rows(_ name: String) throws -> [[Substring]] {
    let text = try String(
      contentsOfFile: Shared.path("suites/bkg-beta2007/\(name)"), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",") }
  }

  private func worst(
    _ rows: [[Substring]], from: (([Substring]) -> Int32), to: (([Substring]) -> Int32),
    given: (Int, Int), wanted: (Int, Int)
  ) throws -> Double {
    var worst = 0.0
    for row in rows {
      let transformer = try CoordinateTransformer(
        from: try CoordinateReferenceSystem(code: from(row)),
        to: try CoordinateReferenceSystem(code: to(row)))
      let start = Coordinate(
        x: try #require(Double(row[given.0])), y: try #require(Double(row[given.1])))
      let end = Coordinate(
        x: try #require(Double(row[wanted.0])), y: try #require(Double(row[wanted.1])))
      let found = transformer.transform(start)
      worst = max(worst, found?.distance(to: end) ?? .infinity)
    }
    return worst
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func `ETRS89 to UTM is accurate to the millimetre at every control point`() throws {
    let rows = try rows("etrs89_geographic_to_utm.csv")
    #expect(!rows.isEmpty)
    let worst = try worst(
      rows, from: { _ in 4258 }, to: { Int32($0[2])! }, given: (0, 1), wanted: (3, 4))
    #expect(worst < 0.001)
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func `Gauß-Krüger to UTM is accurate to the centimetre at every control point`() throws {
    let rows = try rows("gauss_krueger_to_etrs89_utm.csv")
    #expect(!rows.isEmpty)
    let worst = try worst(
      rows, from: { Int32($0[0])! }, to: { Int32($0[3])! }, given: (1, 2), wanted: (4, 5))
    #expect(worst < 0.01)
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func `DHDN to ETRS89 in degrees is accurate to the centimetre at every control point`() throws {
    let rows = try rows("dhdn_geographic_to_etrs89.csv")
    #expect(!rows.isEmpty)
    let worst = try worst(
      rows, from: { _ in 4314 }, to: { _ in 4258 }, given: (0, 1), wanted: (2, 3))
    #expect(worst < 0.01 / 111_000)
  }

  @Test func `the zone prefix of EPSG 4647 is removed`() throws {
    let transformer = try CoordinateTransformer(
      from: try CoordinateReferenceSystem(identifier: "EPSG:4647"),
      to: try CoordinateReferenceSystem(identifier: "25832"))
    let found = transformer.transform(Coordinate(x: 32_362_105, y: 5_710_920))
    let moved = try #require(found)
    #expect(moved.distance(to: Coordinate(x: 362_105, y: 5_710_920)) < 0.001)
  }

  @Test func `the UTM zone is chosen by longitude`() {
    #expect(CoordinateReferenceSystem.utmZone(forLongitude: 6.85) == 25832)
    #expect(CoordinateReferenceSystem.utmZone(forLongitude: 13.26) == 25833)
  }

  @Test func `an unknown code is rejected by name`() {
    #expect(throws: TransformationError.unknownSystem("EPSG:99")) {
      _ = try CoordinateReferenceSystem(identifier: "EPSG:99")
    }
    #expect(throws: TransformationError.unknownSystem("UTM")) {
      _ = try CoordinateReferenceSystem(identifier: "UTM")
    }
  }
}
