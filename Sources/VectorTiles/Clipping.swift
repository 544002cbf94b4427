package import Geospatial

/// Clips shapes at a rectangle.
package enum Clipping {
  /// The pieces of a line within a rectangle, in their order; a piece that only touches the
  /// rectangle is omitted.
  ///
  /// Source: Liang and Barsky 1984, "A new concept and method for line clipping".
  ///
  /// - Complexity: O(vertices).
  package static func parts(of line: [Coordinate], in frame: Envelope) -> [[Coordinate]] {
    var parts: [[Coordinate]] = []
    var part: [Coordinate] = []
    for (start, end) in zip(line, line.dropFirst()) {
      guard let (entry, exit) = within(start, end, frame) else {
        if part.count > 1 { parts.append(part) }
        part = []
        continue
      }
      if part.isEmpty { part = [entry] }
      part.append(exit)
      if exit != end {
        parts.append(part)
        part = []
      }
    }
    if part.count > 1 { parts.append(part) }
    return parts
  }

  /// The piece of a segment within a rectangle.
  private static func within(
    _ start: Coordinate, _ end: Coordinate, _ frame: Envelope
  ) -> (Coordinate, Coordinate)? {
    let dx = end.x - start.x
    let dy = end.y - start.y
    var first = 0.0
    var last = 1.0
    for (direction, distance) in [
      (-dx, start.x - frame.minimum.x), (dx, frame.maximum.x - start.x),
      (-dy, start.y - frame.minimum.y), (dy, frame.maximum.y - start.y),
    ] {
      if direction == 0 {
        if distance < 0 { return nil }
      } else if direction < 0 {
        first = max(first, distance / direction)
      } else {
        last = min(last, distance / direction)
      }
    }
    guard first < last else { return nil }
    func at(_ fraction: Double) -> Coordinate {
      fraction == 0
        ? start
        : fraction == 1
          ? end : Coordinate(x: start.x + fraction * dx, y: start.y + fraction * dy)
    }
    return (at(first), at(last))
  }

  /// The ring around the area that a ring and a rectangle share.
  ///
  /// The first position is not repeated at the end, neither in the argument nor in the result.
  /// Separate areas stay connected along the rectangle's side by edges that enclose nothing.
  ///
  /// Source: Sutherland and Hodgman 1974, "Reentrant polygon clipping".
  ///
  /// - Complexity: O(vertices).
  package static func ring(_ ring: [Coordinate], in frame: Envelope) -> [Coordinate] {
    var rest = ring
    rest = cut(rest, { $0.x - frame.minimum.x }, x: frame.minimum.x)
    rest = cut(rest, { frame.maximum.x - $0.x }, x: frame.maximum.x)
    rest = cut(rest, { $0.y - frame.minimum.y }, y: frame.minimum.y)
    rest = cut(rest, { frame.maximum.y - $0.y }, y: frame.maximum.y)
    return rest
  }

  /// The ring on that side of a straight line where a measure is not negative.
  private static func cut(
    _ ring: [Coordinate], _ measure: (Coordinate) -> Double, x: Double? = nil, y: Double? = nil
  ) -> [Coordinate] {
    guard var last = ring.last else { return [] }
    var result: [Coordinate] = []
    for position in ring {
      let (before, now) = (measure(last), measure(position))
      if (before < 0) != (now < 0) {
        let fraction = before / (before - now)
        // Exactly on the line, in whichever direction it is crossed.
        result.append(
          Coordinate(
            x: x ?? last.x + fraction * (position.x - last.x),
            y: y ?? last.y + fraction * (position.y - last.y)))
      }
      if now >= 0 { result.append(position) }
      last = position
    }
    return result
  }
}
