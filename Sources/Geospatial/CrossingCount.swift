/// The number of crossings between the segments of some rings, which determines what the repair of
/// an outline costs.
public struct CrossingCount: Sendable {
  /// The number, or the limit if there are more.
  public let count: Int
  /// Whether there are more crossings than the limit, or too many segments close to each other to
  /// count them.
  public let isOverLimit: Bool

  /// Counts the crossings of the rings of some surfaces; a common end point does not count.
  ///
  /// - Parameters:
  ///   - polygons: the surfaces.
  ///   - limit: the number at which counting ends.
  /// - Complexity: O(n log n + p) for n segments and p pairs whose envelopes intersect; p is at
  ///   most 1000 × (limit + n).
  public init(of polygons: [Polygon], limit: Int) {
    var segments: [Segment] = []
    for ring in polygons.flatMap({ [$0.exterior] + $0.holes }) {
      for index in 1..<max(1, ring.count) {
        segments.append(Segment(ring[index - 1], ring[index]))
      }
    }
    let index = SpatialIndex(segments.map(\.envelope))
    var crossings = 0
    var pairs = 0
    let mostPairs = 1000 * (limit + segments.count)
    for number in segments.indices where crossings <= limit && pairs <= mostPairs {
      let segment = segments[number]
      index.search(segment.envelope) { other in
        guard Int(other) > number else { return }
        pairs += 1
        let candidate = segments[Int(other)]
        let touches =
          segment.start == candidate.start || segment.start == candidate.end
          || segment.end == candidate.start || segment.end == candidate.end
        if !touches, segment.crossingParameter(with: candidate) != nil { crossings += 1 }
      }
    }
    count = min(crossings, limit)
    isOverLimit = crossings > limit || pairs > mostPairs
  }
}
