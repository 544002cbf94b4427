/// Sorted keys with a value each, and a trie over them: keys with a common beginning share its way.
///
/// A node stands for a beginning and holds the range of keys that have it. Its children stand one behind
/// the other, all behind itself. A node whose keys are all the same has no children: the rest of the key
/// is read from the key itself. Nodes: about two a key.
struct KeyTrie {
  /// The keys, sorted by their bytes.
  let keys: TextTable
  /// The value of each key.
  let values: Column<UInt32>
  private let label: Column<UInt8>
  private let firstChild: Column<UInt32>
  private let low: Column<UInt32>
  private let high: Column<UInt32>

  /// - Throws: ``IndexFault`` where what is read cannot be a trie.
  init(_ reader: inout ImageReader, valuesBelow bound: Int) throws(IndexFault) {
    keys = try TextTable(&reader)
    values = try reader.numbers(count: keys.count, below: bound)
    label = try reader.column()
    firstChild = try reader.offsets(count: label.count + 1, upTo: label.count - 1)
    low = try reader.numbers(count: label.count, below: max(keys.count, 1))
    high = try reader.numbers(count: label.count, below: keys.count + 1)
    for node in 0..<label.count {
      // Children behind their node: every walk ends.
      guard children(node).isEmpty || children(node).lowerBound > node, low[node] <= high[node]
      else { throw .damaged }
    }
  }

  /// The root: the empty beginning.
  static let root = 0

  func children(_ node: Int) -> Range<Int> {
    Int(firstChild[node]) + 1..<Int(firstChild[node + 1]) + 1
  }

  /// The last byte of a node's beginning.
  func byte(_ node: Int) -> UInt8 { label[node] }

  /// The keys that begin as the node does.
  func range(_ node: Int) -> Range<Int> { Int(low[node])..<Int(high[node]) }

  // MARK: Building

  /// Writes keys with their values; equal keys keep the order of their values.
  static func write(
    _ entries: [(key: [UInt8], value: UInt32)], to writer: inout ImageWriter
  ) {
    let sorted = entries.sorted { left, right in
      left.key == right.key
        ? left.value < right.value : left.key.lexicographicallyPrecedes(right.key)
    }
    TextTable.write(sorted.map(\.key), to: &writer)
    writer.add(sorted.map(\.value))
    var label: [UInt8] = [0]
    var firstChild: [UInt32] = []
    var low: [UInt32] = [0]
    var high = [UInt32(sorted.count)]
    var depth: [UInt8] = [0]
    var node = 0
    while node < label.count {
      firstChild.append(UInt32(label.count - 1))
      let end = Int(high[node])
      let at = Int(depth[node])
      var start = Int(low[node])
      // Sorted keys are all the same where the first and the last are.
      let isOne = start < end && sorted[start].key == sorted[end - 1].key
      while !isOne && start < end && sorted[start].key.count == at { start += 1 }
      while !isOne && start < end && at < 250 {
        let byte = sorted[start].key[at]
        var next = start + 1
        while next < end && sorted[next].key[at] == byte { next += 1 }
        label.append(byte)
        low.append(UInt32(start))
        high.append(UInt32(next))
        depth.append(UInt8(at + 1))
        start = next
      }
      node += 1
    }
    firstChild.append(UInt32(label.count - 1))
    writer.add(label)
    writer.add(firstChild)
    // An empty range at the end of the keys would lie outside.
    writer.add(low.map { min($0, UInt32(max(sorted.count - 1, 0))) })
    writer.add(high)
  }
}
