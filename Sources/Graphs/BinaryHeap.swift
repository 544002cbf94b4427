/// A priority queue of nodes.
///
/// The queue has no operation that lowers a key. To lower a node's key, the caller inserts the node
/// again with the smaller key, and ignores the entry with the larger key when it is removed later.
///
/// Entries with equal keys are ordered by node number, so the order of removal does not depend on
/// the order of insertion.
package struct BinaryHeap: Sendable {
  /// A node and the key with which it was inserted.
  package struct Entry: Sendable {
    package let key: Int64
    package let node: Int32

    @inline(__always)
    func precedes(_ other: Entry) -> Bool {
      key != other.key ? key < other.key : node < other.node
    }
  }

  private var entries: [Entry] = []

  package init() {}

  package var isEmpty: Bool { entries.isEmpty }

  /// The entry with the least key.
  package var first: Entry? { entries.first }

  package mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  /// - Complexity: O(log n).
  package mutating func insert(_ node: Int32, key: Int64) {
    let entry = Entry(key: key, node: node)
    entries.append(entry)
    var index = entries.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      if !entry.precedes(entries[parent]) { break }
      entries[index] = entries[parent]
      index = parent
    }
    entries[index] = entry
  }

  /// - Complexity: O(log n).
  package mutating func removeFirst() -> Entry {
    let result = entries[0]
    let entry = entries.removeLast()
    let count = entries.count
    if count == 0 { return result }
    var index = 0
    while true {
      var child = 2 * index + 1
      if child >= count { break }
      if child + 1 < count, entries[child + 1].precedes(entries[child]) { child += 1 }
      if !entries[child].precedes(entry) { break }
      entries[index] = entries[child]
      index = child
    }
    entries[index] = entry
    return result
  }
}
