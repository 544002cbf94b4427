/// Several heaps over one fixed set of entries with keys.
///
/// Any two heaps can be merged.
///
/// Source: Sleator and Tarjan 1986, top-down skew heaps.
struct MergeableHeaps {
  private let keys: [Int64]
  private var left: [Int32]
  private var right: [Int32]

  /// - Parameter keys: indexed by entry. Entries with equal keys are ordered by their number.
  init(keys: [Int64]) {
    self.keys = keys
    left = [Int32](repeating: -1, count: keys.count)
    right = left
  }

  @inline(__always)
  private func precedes(_ a: Int32, _ b: Int32) -> Bool {
    keys[Int(a)] != keys[Int(b)] ? keys[Int(a)] < keys[Int(b)] : a < b
  }

  /// Merges two heaps.
  ///
  /// A heap is identified by its first entry; −1 is the empty heap.
  ///
  /// - Complexity: O(log n) amortised.
  mutating func meld(_ a: Int32, _ b: Int32) -> Int32 {
    if a < 0 { return b }
    if b < 0 { return a }
    var (a, b) = (a, b)
    if precedes(b, a) { swap(&a, &b) }
    let top = a
    while true {
      // The smaller root remains the root. Its children are swapped, and merging continues on the
      // left.
      let next = right[Int(a)]
      right[Int(a)] = left[Int(a)]
      if next < 0 {
        left[Int(a)] = b
        return top
      }
      if precedes(next, b) {
        left[Int(a)] = next
        a = next
      } else {
        left[Int(a)] = b
        a = b
        b = next
      }
    }
  }

  /// Removes the first entry of a heap and returns the remaining heap.
  mutating func removingFirst(of heap: Int32) -> Int32 {
    meld(left[Int(heap)], right[Int(heap)])
  }
}
