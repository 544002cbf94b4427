package import Geospatial

/// Removes positions that make no visible difference.
package enum Simplification {
  /// A line without the positions that are within a tolerance of the remaining line; both ends
  /// remain.
  ///
  /// Source: Douglas and Peucker 1973.
  ///
  /// - Complexity: O(n log n) typically, O(n²) in the worst case.
  package static func line(_ line: [Coordinate], tolerance: Double) -> [Coordinate] {
    guard line.count > 2 else { return line }
    var remains = [Bool](repeating: false, count: line.count)
    remains[0] = true
    remains[line.count - 1] = true
    // An explicit stack: a line may have more positions than recursive calls could be nested.
    var open = [(0, line.count - 1)]
    while let (first, last) = open.popLast() {
      guard last - first > 1 else { continue }
      let chord = Segment(line[first], line[last])
      var farthest = (index: first, distance: tolerance)
      for index in first + 1..<last {
        let distance = chord.distance(to: line[index])
        if distance > farthest.distance { farthest = (index, distance) }
      }
      guard farthest.index != first else { continue }
      remains[farthest.index] = true
      open += [(first, farthest.index), (farthest.index, last)]
    }
    return zip(line, remains).compactMap { $1 ? $0 : nil }
  }
}
