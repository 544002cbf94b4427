package import Geospatial

/// Leaves out what cannot be seen.
package enum Simplification {
  /// A line without the positions that lie within a tolerance of what remains; both ends stay.
  ///
  /// Source: Douglas and Peucker 1973.
  ///
  /// - Complexity: O(n log n) as a rule, O(n²) at worst.
  package static func line(_ line: [Coordinate], tolerance: Double) -> [Coordinate] {
    guard line.count > 2 else { return line }
    var stays = [Bool](repeating: false, count: line.count)
    stays[0] = true
    stays[line.count - 1] = true
    // A stack, for a course may have more bends than calls may be nested.
    var open = [(0, line.count - 1)]
    while let (first, last) = open.popLast() {
      guard last - first > 1 else { continue }
      let chord = Segment(line[first], line[last])
      var farthest = (place: first, distance: tolerance)
      for place in first + 1..<last {
        let distance = chord.distance(to: line[place])
        if distance > farthest.distance { farthest = (place, distance) }
      }
      guard farthest.place != first else { continue }
      stays[farthest.place] = true
      open += [(first, farthest.place), (farthest.place, last)]
    }
    return zip(line, stays).compactMap { $1 ? $0 : nil }
  }
}
