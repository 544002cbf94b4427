/// A curve that consists of straight segments between two or more positions (OGC 06-103r4, 6.1.7).
///
/// Invariant: there are at least two positions, all of them finite. Consecutive positions may be
/// equal.
public struct LineString: Hashable, Sendable {
  /// The vertices in order.
  public let coordinates: [Coordinate]

  /// Creates a curve; `nil` if there are fewer than two positions or one is not finite.
  public init?(_ coordinates: [Coordinate]) {
    guard coordinates.count >= 2, coordinates.allSatisfy(\.isFinite) else { return nil }
    self.coordinates = coordinates
  }

  /// Creates a curve from positions that are known to satisfy the invariant.
  package init(unchecked coordinates: [Coordinate]) {
    assert(coordinates.count >= 2)
    self.coordinates = coordinates
  }

  /// The length in the unit of the CRS.
  ///
  /// - Complexity: O(vertices).
  public var length: Double {
    var sum = 0.0
    for index in 1..<coordinates.count {
      sum += coordinates[index - 1].distance(to: coordinates[index])
    }
    return sum
  }

  /// The first position.
  public var start: Coordinate { coordinates[0] }

  /// The last position.
  public var end: Coordinate { coordinates[coordinates.count - 1] }

  /// The rectangle around the curve.
  public var envelope: Envelope { Envelope(of: coordinates) }
}
