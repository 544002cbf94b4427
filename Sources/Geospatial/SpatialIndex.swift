/// An immutable packed R-tree of rectangles, stored in two flat arrays.
///
/// The rectangles are sorted along the Hilbert curve and packed sixteen to a node, level by level.
/// Source: Kamel and Faloutsos, VLDB 1994.
public struct SpatialIndex: Sendable {
  private static let fanOut = 16

  /// All rectangles: the leaves first, then each higher level, the root last.
  private var boxes: [Envelope]
  /// For a leaf, the number of the original rectangle; for other nodes, the index of the first
  /// child.
  private var references: [Int32]
  /// The end of each level in `boxes`.
  private var levelEnds: [Int]

  /// Creates an index of rectangles.
  ///
  /// Empty rectangles are never found.
  ///
  /// - Complexity: O(n log n).
  public init(_ envelopes: [Envelope]) {
    var extent = Envelope.empty
    for envelope in envelopes { extent.formUnion(envelope) }
    var keyed: [UInt64] = []
    keyed.reserveCapacity(envelopes.count)
    for (number, envelope) in envelopes.enumerated() where !envelope.isEmpty {
      let key = HilbertCurve.key(of: envelope.centre, in: extent)
      keyed.append(UInt64(key) << 32 | UInt64(number))
    }
    keyed.sort()
    boxes = keyed.map { envelopes[Int($0 & 0xFFFF_FFFF)] }
    references = keyed.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
    levelEnds = [boxes.count]
    var start = 0
    while levelEnds[levelEnds.count - 1] - start > 1 {
      let end = levelEnds[levelEnds.count - 1]
      for first in stride(from: start, to: end, by: Self.fanOut) {
        var box = Envelope.empty
        for child in first..<min(first + Self.fanOut, end) { box.formUnion(boxes[child]) }
        boxes.append(box)
        references.append(Int32(first))
      }
      start = end
      levelEnds.append(boxes.count)
    }
  }

  /// The number of rectangles that can be found.
  public var count: Int { levelEnds[0] }

  /// Calls a closure with the number of each rectangle that intersects a given one.
  ///
  /// The order depends only on the rectangles.
  ///
  /// - Complexity: O(log n + k) for k found.
  public func search(_ envelope: Envelope, _ body: (Int32) -> Void) {
    guard !boxes.isEmpty else { return }
    visit(boxes.count - 1, level: levelEnds.count - 1, envelope, body)
  }

  private func visit(_ node: Int, level: Int, _ envelope: Envelope, _ body: (Int32) -> Void) {
    guard boxes[node].intersects(envelope) else { return }
    if level == 0 {
      body(references[node])
      return
    }
    let first = Int(references[node])
    for child in first..<min(first + Self.fanOut, levelEnds[level - 1]) {
      visit(child, level: level - 1, envelope, body)
    }
  }
}
