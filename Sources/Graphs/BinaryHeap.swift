/// A priority queue of nodes in which a node may stand several times: the caller drops stale ones.
///
/// Ties are broken by node number, so the order of results never hangs on the order of insertion.
package struct BinaryHeap: Sendable {
  /// A node with the key it was inserted at.
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
    var place = entries.count - 1
    while place > 0 {
      let parent = (place - 1) / 2
      if !entry.precedes(entries[parent]) { break }
      entries[place] = entries[parent]
      place = parent
    }
    entries[place] = entry
  }

  /// - Complexity: O(log n).
  package mutating func removeFirst() -> Entry {
    let result = entries[0]
    let entry = entries.removeLast()
    let count = entries.count
    if count == 0 { return result }
    var place = 0
    while true {
      var child = 2 * place + 1
      if child >= count { break }
      if child + 1 < count, entries[child + 1].precedes(entries[child]) { child += 1 }
      if !entries[child].precedes(entry) { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = entry
    return result
  }
}
