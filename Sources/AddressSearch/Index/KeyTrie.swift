/// A trie over sorted keys, each with a value.
///
/// A node represents a prefix and stores the range of the keys that start with it. The children of
/// a node are stored one after the other, after the node itself. A node whose keys are all equal
/// has no children: the rest of the key is read from the list of keys. The trie has about two nodes
/// for each key.
struct KeyTrie {
  /// The keys, in byte order.
  let keys: TextTable
  /// The value of each key.
  let values: Column<UInt32>
  private let label: Column<UInt8>
  private let firstChild: Column<UInt32>
  private let low: Column<UInt32>
  private let high: Column<UInt32>

  /// - Throws: ``IndexFault`` if the data is not a valid trie.
  init(_ reader: inout ImageReader, valuesBelow bound: Int) throws(IndexFault) {
    keys = try TextTable(&reader)
    values = try reader.numbers(count: keys.count, below: bound)
    label = try reader.column()
    firstChild = try reader.offsets(count: label.count + 1, upTo: label.count - 1)
    low = try reader.numbers(count: label.count, below: max(keys.count, 1))
    high = try reader.numbers(count: label.count, below: keys.count + 1)
    for node in 0..<label.count {
      // Since children come after their node, every traversal terminates.
      guard children(node).isEmpty || children(node).lowerBound > node, low[node] <= high[node]
      else { throw .damaged }
    }
  }

  /// The root node, which represents the empty prefix.
  static let root = 0

  func children(_ node: Int) -> Range<Int> {
    Int(firstChild[node]) + 1..<Int(firstChild[node + 1]) + 1
  }

  /// The last byte of a node's prefix.
  func byte(_ node: Int) -> UInt8 { label[node] }

  /// The keys that start with a node's prefix.
  func range(_ node: Int) -> Range<Int> { Int(low[node])..<Int(high[node]) }

  // MARK: Building

  /// Writes keys with their values.
  ///
  /// Equal keys are ordered by value.
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
      let position = Int(depth[node])
      var start = Int(low[node])
      // Since keys are sorted, all are equal if the first and the last are.
      let areEqual = start < end && sorted[start].key == sorted[end - 1].key
      while !areEqual && start < end && sorted[start].key.count == position { start += 1 }
      while !areEqual && start < end && position < 250 {
        let byte = sorted[start].key[position]
        var next = start + 1
        while next < end && sorted[next].key[position] == byte { next += 1 }
        label.append(byte)
        low.append(UInt32(start))
        high.append(UInt32(next))
        depth.append(UInt8(position + 1))
        start = next
      }
      node += 1
    }
    firstChild.append(UInt32(label.count - 1))
    writer.add(label)
    writer.add(firstChild)
    // The start of an empty range at the end would be out of bounds, so it is moved to the last
    // key.
    writer.add(low.map { min($0, UInt32(max(sorted.count - 1, 0))) })
    writer.add(high)
  }
}
