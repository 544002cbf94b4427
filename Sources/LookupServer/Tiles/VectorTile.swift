/// Writes a vector tile with one layer of points (Mapbox Vector Tile specification 2.1).
struct VectorTile {
  /// Units along a side.
  static let extent: Int32 = 4096

  /// A position in units, from the upper left corner; a little outside is allowed.
  struct Position: Hashable {
    let x: Int32
    let y: Int32
  }

  private var features: [[UInt8]] = []
  private var keys: [String] = []
  private var values: [String] = []
  private var keyNumbers: [String: UInt32] = [:]
  private var valueNumbers: [String: UInt32] = [:]

  /// Adds a feature of some points with its attributes.
  mutating func add(_ points: [Position], _ attributes: [(key: String, value: String)]) {
    var tags: [UInt8] = []
    for (key, value) in attributes {
      Self.write(Self.number(key, in: &keys, &keyNumbers), to: &tags)
      Self.write(Self.number(value, in: &values, &valueNumbers), to: &tags)
    }
    var geometry: [UInt8] = []
    // MoveTo, once for each point.
    Self.write(UInt32(points.count) << 3 | 1, to: &geometry)
    var last = Position(x: 0, y: 0)
    for point in points {
      Self.write(Self.zigzag(point.x - last.x), to: &geometry)
      Self.write(Self.zigzag(point.y - last.y), to: &geometry)
      last = point
    }
    var feature: [UInt8] = []
    Self.write(tags, field: 2, to: &feature)
    feature += [3 << 3, 1]  // type: point
    Self.write(geometry, field: 4, to: &feature)
    features.append(feature)
  }

  /// Whether there is nothing on the tile.
  var isEmpty: Bool { features.isEmpty }

  /// The bytes of the tile with its layer.
  func bytes(layer name: String) -> [UInt8] {
    var layer: [UInt8] = []
    Self.write(Array(name.utf8), field: 1, to: &layer)
    for feature in features { Self.write(feature, field: 2, to: &layer) }
    for key in keys { Self.write(Array(key.utf8), field: 3, to: &layer) }
    for value in values {
      var wrapped: [UInt8] = []
      Self.write(Array(value.utf8), field: 1, to: &wrapped)
      Self.write(wrapped, field: 4, to: &layer)
    }
    layer.append(5 << 3)
    Self.write(UInt32(Self.extent), to: &layer)
    layer += [15 << 3, 2]  // version
    var tile: [UInt8] = []
    Self.write(layer, field: 3, to: &tile)
    return tile
  }

  private static func number(
    _ text: String, in list: inout [String], _ numbers: inout [String: UInt32]
  ) -> UInt32 {
    if let number = numbers[text] { return number }
    let number = UInt32(list.count)
    list.append(text)
    numbers[text] = number
    return number
  }

  /// A field of bytes with its length.
  private static func write(_ content: [UInt8], field: UInt8, to bytes: inout [UInt8]) {
    bytes.append(field << 3 | 2)
    write(UInt32(content.count), to: &bytes)
    bytes += content
  }

  /// Seven bits a byte, the lowest first.
  private static func write(_ number: UInt32, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func zigzag(_ number: Int32) -> UInt32 {
    UInt32(bitPattern: number << 1 ^ number >> 31)
  }
}
