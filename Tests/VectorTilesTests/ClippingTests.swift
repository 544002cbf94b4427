import Geospatial
import TestSupport
import Testing
import VectorTiles

/// Shapes clipped at a rectangle, compared with GEOS and with a check of each position.
struct ClippingTests {
  private let frame = Envelope(Coordinate(x: -10, y: -20), Coordinate(x: 30, y: 25))

  private func coordinate(_ random: inout SeededGenerator) -> Coordinate {
    Coordinate(
      x: Double.random(in: -40...60, using: &random), y: Double.random(in: -50...55, using: &random)
    )
  }

  private func distance(_ position: Coordinate, _ line: [Coordinate]) -> Double {
    zip(line, line.dropFirst()).map { Segment($0, $1).distance(to: position) }.min() ?? .infinity
  }

  @Test func `the pieces of a line are exactly its points within the rectangle`() {
    var random = SeededGenerator(seed: 7)
    var inside = 0
    var wrong: [String] = []
    for round in 0..<300 {
      var line = (0..<Int.random(in: 2...12, using: &random)).map { _ in coordinate(&random) }
      // Some lines run along the border.
      if round % 10 == 0 { line += [frame.minimum, Coordinate(x: 30, y: -20), frame.maximum] }
      let parts = Clipping.parts(of: line, in: frame)
      for (start, end) in zip(line, line.dropFirst()) {
        for step in 0...40 {
          let position = Segment(start, end).point(at: Double(step) / 40)
          guard frame.contains(position), frame.expanded(by: -1e-6).contains(position) else {
            continue
          }
          inside += 1
          if !parts.contains(where: { distance(position, $0) < 1e-7 }) {
            wrong.append("\(round): \(position) is missing")
          }
        }
      }
      for part in parts {
        if part.count < 2 { wrong.append("\(round): a part of one position") }
        for position in part
        where !frame.expanded(by: 1e-9).contains(position) || distance(position, line) > 1e-7 {
          wrong.append("\(round): \(position) should not be there")
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    #expect(inside > 5000)
  }

  @Test func `a line that only touches a corner has no pieces`() {
    let line = [Coordinate(x: -20, y: 15), Coordinate(x: 0, y: 35)]
    #expect(Clipping.parts(of: line, in: frame).isEmpty)
    let within = [Coordinate(x: 0, y: 0), Coordinate(x: 1, y: 1), Coordinate(x: 2, y: 0)]
    #expect(Clipping.parts(of: within, in: frame) == [within])
  }

  @Test func `a clipped ring has the area that GEOS computes`() throws {
    var random = SeededGenerator(seed: 11)
    let topology = Topology()
    let corners = [
      frame.minimum, Coordinate(x: 30, y: -20), frame.maximum, Coordinate(x: -10, y: 25),
      frame.minimum,
    ]
    let window = try #require(Polygon(exterior: corners))
    var fallenApart = 0
    for round in 0..<300 {
      // A star around a centre: valid, with deep bays.
      let centre = coordinate(&random)
      let count = Int.random(in: 5...24, using: &random)
      var ring = (0..<count).map { step in
        let angle = 2 * Double.pi * Double(step) / Double(count)
        let radius = Double.random(in: 2...60, using: &random)
        return Coordinate(
          x: centre.x + radius * Self.cosine(angle), y: centre.y + radius * Self.sine(angle))
      }
      let cut = Clipping.ring(ring, in: frame)
      ring.append(ring[0])
      let polygon = try #require(Polygon(exterior: ring))
      let wanted = try topology.intersection([polygon], [window])
      if wanted.count > 1 { fallenApart += 1 }
      let area = cut.isEmpty ? 0 : abs(Polygon.doubledSignedArea(of: cut + [cut[0]])) / 2
      let wantedArea = wanted.reduce(0) { $0 + $1.area }
      #expect(abs(area - wantedArea) < 1e-6, "\(round): \(area) instead of \(wantedArea)")
      #expect(cut.allSatisfy { frame.expanded(by: 1e-9).contains($0) })
    }
    #expect(fallenApart > 10)
  }

  private static func cosine(_ angle: Double) -> Double { sine(angle + .pi / 2) }
  private static func sine(_ angle: Double) -> Double {
    // By its series, so that the test needs no library.
    let x = angle.truncatingRemainder(dividingBy: 2 * .pi)
    let y = x > .pi ? x - 2 * .pi : x
    var term = y
    var sum = y
    for step in 1..<20 {
      term *= -y * y / Double((2 * step) * (2 * step + 1))
      sum += term
    }
    return sum
  }

  @Test func `a simplified line keeps its ends and stays within the tolerance`() {
    var random = SeededGenerator(seed: 3)
    var left = 0
    for _ in 0..<200 {
      var position = Coordinate(x: 0, y: 0)
      let line = (0..<Int.random(in: 2...60, using: &random)).map { _ in
        position.x += Double.random(in: 0...3, using: &random)
        position.y += Double.random(in: -2...2, using: &random)
        return position
      }
      let simple = Simplification.line(line, tolerance: 1.5)
      #expect(simple.first == line.first && simple.last == line.last)
      #expect(line.allSatisfy { distance($0, simple) <= 1.5 })
      left += line.count - simple.count
    }
    #expect(left > 1000)
  }
}
