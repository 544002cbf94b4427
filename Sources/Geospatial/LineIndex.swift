/// Finds the lines near positions and surfaces.
package struct LineIndex {
  private let segments: [Segment]
  /// The line of each segment.
  private let lineOf: [Int32]
  private let index: SpatialIndex

  package init(_ lines: [LineString]) {
    var segments: [Segment] = []
    var lineOf: [Int32] = []
    for (number, line) in lines.enumerated() {
      for (start, end) in zip(line.coordinates, line.coordinates.dropFirst()) {
        segments.append(Segment(start, end))
        lineOf.append(Int32(number))
      }
    }
    self.segments = segments
    self.lineOf = lineOf
    index = SpatialIndex(segments.map(\.envelope))
  }

  package func isWithin(_ distance: Double, of position: Coordinate) -> Bool {
    nearest(to: position, within: distance) != nil
  }

  /// The nearest line within a distance.
  ///
  /// Ties are broken in favour of the lower number.
  package func nearest(to position: Coordinate, within distance: Double) -> Int32? {
    var best: (distance: Double, line: Int32)?
    index.search(Envelope(position, position).expanded(by: distance)) { number in
      let away = segments[Int(number)].distance(to: position)
      guard away <= distance else { return }
      let line = lineOf[Int(number)]
      if let best, (best.distance, best.line) <= (away, line) { return }
      best = (away, line)
    }
    return best?.line
  }

  package func isWithin(_ distance: Double, of surface: [Polygon]) -> Bool {
    var found = false
    let envelope = Envelope(of: surface.lazy.flatMap(\.exterior)).expanded(by: distance)
    index.search(envelope) { number in
      if found { return }
      let segment = segments[Int(number)]
      found = surface.contains { $0.distance(to: segment) <= distance }
    }
    return found
  }
}

extension Polygon {
  /// The smallest distance between the surface and a segment; zero if they intersect.
  fileprivate func distance(to segment: Segment) -> Double {
    if contains(segment.start) || contains(segment.end) { return 0 }
    var best = min(boundaryDistance(to: segment.start), boundaryDistance(to: segment.end))
    for ring in rings {
      for index in 1..<ring.count {
        let side = Segment(ring[index - 1], ring[index])
        if segment.crossingParameter(with: side) != nil { return 0 }
        best = min(best, segment.distance(to: side.start))
      }
    }
    return best
  }
}
