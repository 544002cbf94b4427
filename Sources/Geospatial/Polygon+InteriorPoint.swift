extension Polygon {
  /// A position inside the surface: the centroid if it is inside, otherwise the middle of the
  /// widest section at half height.
  ///
  /// - Complexity: O(n log n).
  public var interiorPoint: Coordinate {
    if let centroid, contains(centroid) { return centroid }
    let box = envelope
    // Slightly off the middle, so that the height is unlikely to meet a vertex.
    let y = box.minimum.y + box.height * 0.4997
    var crossings: [Double] = []
    for ring in rings {
      for index in 1..<ring.count {
        let (a, b) = (ring[index - 1], ring[index])
        guard (a.y > y) != (b.y > y) else { continue }
        crossings.append(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y))
      }
    }
    crossings.sort()
    var best = (width: -1.0, x: box.centre.x)
    for index in stride(from: 1, to: crossings.count, by: 2) {
      let width = crossings[index] - crossings[index - 1]
      if width > best.width { best = (width, (crossings[index] + crossings[index - 1]) / 2) }
    }
    return Coordinate(x: best.x, y: y)
  }

  /// The centroid of the outer ring; `nil` for a ring without area.
  private var centroid: Coordinate? {
    let doubled = Polygon.doubledSignedArea(of: exterior)
    guard doubled != 0 else { return nil }
    let origin = exterior[0]
    var x = 0.0
    var y = 0.0
    for index in 1..<exterior.count {
      let (ax, ay) = (exterior[index - 1].x - origin.x, exterior[index - 1].y - origin.y)
      let (bx, by) = (exterior[index].x - origin.x, exterior[index].y - origin.y)
      let cross = ax * by - bx * ay
      x += (ax + bx) * cross
      y += (ay + by) * cross
    }
    return Coordinate(x: origin.x + x / (3 * doubled), y: origin.y + y / (3 * doubled))
  }
}
