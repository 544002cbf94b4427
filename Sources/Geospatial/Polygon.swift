/// A surface with one outer ring and any number of holes (OGC 06-103r4, 6.1.11).
///
/// Invariant: each ring has at least four positions, all of them finite, and the last position
/// equals the first. Rings may intersect themselves; ``Topology`` detects and repairs this.
public struct Polygon: Hashable, Sendable {
  /// The outer ring, closed.
  public let exterior: [Coordinate]
  /// The holes, each closed.
  public let holes: [[Coordinate]]

  /// Creates a surface; `nil` if a ring is not closed, too short, or not finite.
  public init?(exterior: [Coordinate], holes: [[Coordinate]] = []) {
    guard Self.isRing(exterior), holes.allSatisfy(Self.isRing) else { return nil }
    self.exterior = exterior
    self.holes = holes
  }

  /// Creates a surface from rings that are known to satisfy the invariant.
  package init(unchecked exterior: [Coordinate], holes: [[Coordinate]] = []) {
    self.exterior = exterior
    self.holes = holes
  }

  private static func isRing(_ ring: [Coordinate]) -> Bool {
    ring.count >= 4 && ring.first == ring.last && ring.allSatisfy(\.isFinite)
  }

  /// The rectangle around the surface.
  public var envelope: Envelope { Envelope(of: exterior) }

  /// All rings, the outer one first.
  public var rings: [[Coordinate]] { [exterior] + holes }

  /// Twice the signed area of a closed ring: positive if it is counter-clockwise.
  public static func doubledSignedArea(of ring: [Coordinate]) -> Double {
    guard let origin = ring.first else { return 0 }
    var sum = 0.0
    for index in 1..<ring.count {
      let a = ring[index - 1]
      let b = ring[index]
      sum += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
    }
    return sum
  }

  /// The area without holes, in the squared unit of the CRS.
  public var area: Double {
    let outer = abs(Self.doubledSignedArea(of: exterior))
    return holes.reduce(outer) { $0 - abs(Self.doubledSignedArea(of: $1)) } / 2
  }
}
