import Geospatial
import TestSupport
import Testing

/// Values, indexes and well-known binary, checked against brute force and with damaged data.
struct GeometryTests {
  private static func samples() -> [Geometry] {
    let a = Coordinate(x: 0, y: 0)
    let b = Coordinate(x: 10, y: 0)
    let c = Coordinate(x: 10, y: 10)
    let line = LineString([a, b, c])!
    let ring = Polygon(exterior: [a, b, c, a])!
    return [
      .point(a), .lineString(line), .polygon(ring), .multiPoint([a, b]),
      .multiLineString([line, line]), .multiPolygon([ring, ring]),
    ]
  }

  private func decoded(_ bytes: [UInt8]) throws -> Geometry {
    try unsafe WellKnownBinary.decode(bytes.span.bytes)
  }

  @Test func `every geometry is decoded unchanged from well-known binary`() throws {
    var changed = 0
    for geometry in Self.samples() {
      var bytes: [UInt8] = []
      WellKnownBinary.encode(geometry, into: &bytes)
      if try decoded(bytes) != geometry { changed += 1 }
    }
    #expect(changed == 0)
  }

  @Test func `damaged well-known binary never causes a crash`() {
    var generator = SeededGenerator(seed: 1)
    var refused = 0
    for geometry in Self.samples() {
      var bytes: [UInt8] = []
      WellKnownBinary.encode(geometry, into: &bytes)
      for length in 0..<bytes.count {
        let cut = Array(bytes[..<length])
        if (try? decoded(cut)) == nil { refused += 1 }
      }
      for _ in 0..<2000 {
        var broken = bytes
        broken[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
        _ = try? decoded(broken)
      }
    }
    #expect(refused > 300)
  }

  @Test func `the index finds the same rectangles as exhaustive search`() {
    var generator = SeededGenerator(seed: 2)
    func random() -> Envelope {
      let x = Double.random(in: 0...1000, using: &generator)
      let y = Double.random(in: 0...1000, using: &generator)
      let size = Double.random(in: 0...40, using: &generator)
      return Envelope(Coordinate(x: x, y: y), Coordinate(x: x + size, y: y + size))
    }
    var differences = 0
    for count in [0, 1, 15, 16, 17, 300, 5000] {
      let envelopes = (0..<count).map { _ in random() }
      let index = SpatialIndex(envelopes)
      for _ in 0..<50 {
        let wanted = random()
        var found: [Int32] = []
        index.search(wanted) { found.append($0) }
        let expected = envelopes.indices.filter { envelopes[$0].intersects(wanted) }
        if found.sorted() != expected.map(Int32.init) { differences += 1 }
      }
    }
    #expect(differences == 0)
  }

  @Test func `the Hilbert curve visits every cell once, each next to the previous one`() {
    let extent = Envelope(Coordinate(x: 0, y: 0), Coordinate(x: 65536, y: 65536))
    // The curve of order 16 restricted to a corner of 32 by 32 cells is a curve of order 5.
    var places: [UInt32: (Int, Int)] = [:]
    for x in 0..<32 {
      for y in 0..<32 {
        let key = HilbertCurve.key(
          of: Coordinate(x: Double(x) + 0.5, y: Double(y) + 0.5), in: extent)
        places[key] = (x, y)
      }
    }
    #expect(places.count == 1024)
    let order = places.keys.sorted().compactMap { places[$0] }
    let jumps = zip(order, order.dropFirst()).count { abs($0.0 - $1.0) + abs($0.1 - $1.1) != 1 }
    #expect(jumps == 0)
  }

  @Test func `containment agrees with the topology library`() throws {
    var generator = SeededGenerator(seed: 3)
    let outer = (0..<12).map { step in
      let angle = Double(step) / 12 * 2 * Double.pi
      let radius = step % 2 == 0 ? 100.0 : 40
      return Coordinate(x: radius * cosine(angle), y: radius * cosine(angle - Double.pi / 2))
    }
    let star = try #require(Polygon(exterior: outer + [outer[0]]))
    let topology = Topology()
    var differences = 0
    for _ in 0..<300 {
      let point = Coordinate(
        x: Double.random(in: -110...110, using: &generator),
        y: Double.random(in: -110...110, using: &generator))
      let probe = [
        point, Coordinate(x: point.x + 1e-6, y: point.y),
        Coordinate(x: point.x, y: point.y + 1e-6), point,
      ]
      let shared = try topology.intersection([star], [Polygon(exterior: probe)!])
      if star.contains(point) == shared.isEmpty { differences += 1 }
    }
    #expect(differences == 0)
    #expect(star.contains(star.interiorPoint))
  }

  /// The Taylor series is accurate enough to draw a star.
  private func cosine(_ angle: Double) -> Double {
    var sum = 0.0
    var term = 1.0
    for step in 1...20 {
      sum += term
      term *= -angle * angle / Double((2 * step - 1) * (2 * step))
    }
    return sum
  }

  @Test func `a polygon that intersects itself is detected and repaired`() throws {
    let bow = Polygon(exterior: [
      Coordinate(x: 0, y: 0), Coordinate(x: 10, y: 10), Coordinate(x: 10, y: 0),
      Coordinate(x: 0, y: 10), Coordinate(x: 0, y: 0),
    ])!
    let topology = Topology()
    #expect(try !topology.isValid([bow]))
    let repaired = try topology.repaired([bow])
    #expect(try topology.isValid(repaired))
    #expect(abs(repaired.reduce(0) { $0 + $1.area } - 50) < 1e-9)
  }

  @Test func `a buffer has the expected area`() throws {
    let line = LineString([Coordinate(x: 0, y: 0), Coordinate(x: 100, y: 0)])!
    let area = try Topology().buffer([line], by: 10).reduce(0) { $0 + $1.area }
    #expect(abs(area - (2000 + Double.pi * 100)) < 5)
  }

  @Test func `lines and rings that violate their invariant cannot be created`() {
    let a = Coordinate(x: 0, y: 0)
    let b = Coordinate(x: 1, y: 0)
    #expect(LineString([a]) == nil)
    #expect(LineString([a, Coordinate(x: .nan, y: 0)]) == nil)
    #expect(Polygon(exterior: [a, b, a]) == nil)
    #expect(Polygon(exterior: [a, b, Coordinate(x: 1, y: 1), Coordinate(x: 0, y: 1)]) == nil)
  }

  @Test func `an end that lies within the tolerance of its own neighbour makes no empty edge`() {
    let line = NodedLines.Line(
      points: [Coordinate(x: 0, y: 0), Coordinate(x: 50, y: 0), Coordinate(x: 50.03, y: 0)],
      level: 0)
    let network = NodedLines([line], snapTolerance: 0.05)
    #expect(network.edges.count == 1)
    #expect(
      network.edges.allSatisfy { $0.from != $0.to && Set($0.points).count == $0.points.count })
  }
}
