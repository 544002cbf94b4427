extension Polygon {
  /// Whether a position lies in the surface and in none of its holes; on the border either answer
  /// may be given.
  ///
  /// - Complexity: O(vertices). Source: crossing number, Shimrat 1962.
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
  /// The distance from a position to the surface; zero within.
  ///
  /// - Complexity: O(vertices).
  public func distance(to position: Coordinate) -> Double {
    contains(position) ? 0 : boundaryDistance(to: position)
  }

  /// The least distance from a position to any ring.
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
