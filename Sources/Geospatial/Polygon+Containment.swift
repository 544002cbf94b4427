extension Polygon {
  /// Whether the surface contains a position, which must not be in a hole.
  ///
  /// On the boundary the result is undefined.
  ///
  /// Source: crossing number, Shimrat 1962.
  ///
  /// - Complexity: O(vertices).
  public func contains(_ position: Coordinate) -> Bool {
    var inside = false
    for ring in rings {
      for index in 1..<ring.count {
        let a = ring[index - 1]
        let b = ring[index]
        guard (a.y > position.y) != (b.y > position.y) else { continue }
        if position.x < (b.x - a.x) * (position.y - a.y) / (b.y - a.y) + a.x { inside.toggle() }
      }
    }
    return inside
  }
}

extension Polygon {
  /// The distance from a position to the surface; zero inside.
  ///
  /// - Complexity: O(vertices).
  public func distance(to position: Coordinate) -> Double {
    contains(position) ? 0 : boundaryDistance(to: position)
  }

  /// The smallest distance from a position to a ring.
  ///
  /// - Complexity: O(vertices).
  public func boundaryDistance(to position: Coordinate) -> Double {
    var best = Double.infinity
    for ring in rings {
      for index in 1..<ring.count {
        best = min(best, Segment(ring[index - 1], ring[index]).distance(to: position))
      }
    }
    return best
  }
}
