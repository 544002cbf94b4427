import Foundation

/// Writes tiny OpenStreetMap files in the PBF encoding, for tests: nodes and ways in one block that
/// is not compressed.
///
/// Source: https://wiki.openstreetmap.org/wiki/PBF_Format.
struct OpenStreetMapPBF {
  private var strings = [""]
  private var group = ProtocolBuffer()

  mutating func node(_ id: Int, latitude: Double, longitude: Double, tags: [(String, String)] = [])
  {
    var node = ProtocolBuffer()
    node.add(1, signed: id)
    add(tags, to: &node)
    // Positions are counted in units of 10⁻⁷ degrees.
    node.add(8, signed: Int((latitude * 1e7).rounded()))
    node.add(9, signed: Int((longitude * 1e7).rounded()))
    group.add(1, node.bytes)
  }

  mutating func way(_ id: Int, nodes: [Int], tags: [(String, String)]) {
    var way = ProtocolBuffer()
    way.add(1, id)
    add(tags, to: &way)
    var steps = ProtocolBuffer()
    for (node, before) in zip(nodes, [0] + nodes) { steps.append(signed: node - before) }
    way.add(8, steps.bytes)
    group.add(3, way.bytes)
  }

  /// The file's content.
  var bytes: [UInt8] {
    var header = ProtocolBuffer()
    header.add(4, Array("OsmSchema-V0.6".utf8))
    var table = ProtocolBuffer()
    for string in strings { table.add(1, Array(string.utf8)) }
    var block = ProtocolBuffer()
    block.add(1, table.bytes)
    block.add(2, group.bytes)
    return Self.blob("OSMHeader", header.bytes) + Self.blob("OSMData", block.bytes)
  }

  private mutating func add(_ tags: [(String, String)], to element: inout ProtocolBuffer) {
    if tags.isEmpty { return }
    for (field, words) in [(2, tags.map(\.0)), (3, tags.map(\.1))] {
      var numbers = ProtocolBuffer()
      for word in words { numbers.append(number(of: word)) }
      element.add(field, numbers.bytes)
    }
  }

  private mutating func number(of word: String) -> Int {
    if let number = strings.firstIndex(of: word) { return number }
    strings.append(word)
    return strings.count - 1
  }

  private static func blob(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    var blob = ProtocolBuffer()
    blob.add(1, content)
    var header = ProtocolBuffer()
    header.add(1, Array(kind.utf8))
    header.add(3, blob.bytes.count)
    let length = UInt32(header.bytes.count)
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + header.bytes
      + blob.bytes
  }
}

/// Protocol Buffers' wire format, as far as ``OpenStreetMapPBF`` needs it.
private struct ProtocolBuffer {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ field: Int, _ number: Int) {
    append(field << 3)
    append(number)
  }

  mutating func add(_ field: Int, signed number: Int) {
    append(field << 3)
    append(signed: number)
  }

  mutating func add(_ field: Int, _ content: [UInt8]) {
    append(field << 3 | 2)
    append(content.count)
    bytes += content
  }

  mutating func append(_ number: Int) {
    var rest = UInt64(number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func append(signed number: Int) { append(number << 1 ^ number >> 63) }
}
