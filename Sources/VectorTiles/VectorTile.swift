/// Writes a vector tile with one layer (Mapbox Vector Tile specification 2.1).
package struct VectorTile {
  /// The number of units along a side.
  package static let extent: Int32 = 4096

  /// A position in units from the upper left corner; it may be outside by the margin.
  package struct Position: Hashable, Sendable {
    /// Units to the right.
    package let x: Int32
    /// Units downwards.
    package let y: Int32

    /// Makes a position.
    package init(x: Int32, y: Int32) {
      self.x = x
      self.y = y
    }
  }

  /// The geometry of a feature.
  package enum Shape: Equatable, Sendable {
    /// Points.
    case points([Position])
    /// Lines, each of at least two positions.
    case lines([[Position]])
    /// Rings, each of at least three positions and without the first one at the end. An outer ring
    /// is clockwise on the screen; its holes follow it and are counter-clockwise.
    case rings([[Position]])
  }

  private var features: [[UInt8]] = []
  private var keys: [String] = []
  private var values: [String] = []
  private var keyNumbers: [String: UInt32] = [:]
  private var valueNumbers: [String: UInt32] = [:]

  /// Makes an empty tile.
  package init() {}

  /// Adds a feature with its attributes.
  package mutating func add(_ shape: Shape, _ attributes: [(key: String, value: String)]) {
    var tags: [UInt8] = []
    for (key, value) in attributes {
      Self.write(Self.number(key, in: &keys, &keyNumbers), to: &tags)
      Self.write(Self.number(value, in: &values, &valueNumbers), to: &tags)
    }
    var geometry = Commands()
    let type: UInt8
    switch shape {
    case .points(let points):
      type = 1
      geometry.move(points[...])
    case .lines(let lines):
      type = 2
      for line in lines {
        geometry.move(line.prefix(1))
        geometry.draw(line.dropFirst())
      }
    case .rings(let rings):
      type = 3
      for ring in rings {
        geometry.move(ring.prefix(1))
        geometry.draw(ring.dropFirst())
        geometry.close()
      }
    }
    var feature: [UInt8] = []
    Self.write(tags, field: 2, to: &feature)
    feature += [3 << 3, type]
    Self.write(geometry.bytes, field: 4, to: &feature)
    features.append(feature)
  }

  /// Whether the tile has no features.
  package var isEmpty: Bool { features.isEmpty }

  /// The bytes of the tile with its layer.
  package func bytes(layer name: String) -> [UInt8] {
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

  /// Writes a field of bytes with its length.
  private static func write(_ content: [UInt8], field: UInt8, to bytes: inout [UInt8]) {
    bytes.append(field << 3 | 2)
    write(UInt32(content.count), to: &bytes)
    bytes += content
  }

  /// Writes a number with seven bits in each byte, the lowest first.
  fileprivate static func write(_ number: UInt32, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// The drawing commands of one feature (specification 4.3): each position is relative to the
/// previous one.
private struct Commands {
  private(set) var bytes: [UInt8] = []
  private var last = VectorTile.Position(x: 0, y: 0)

  mutating func move(_ positions: ArraySlice<VectorTile.Position>) { add(positions, command: 1) }
  mutating func draw(_ positions: ArraySlice<VectorTile.Position>) { add(positions, command: 2) }
  mutating func close() { VectorTile.write(1 << 3 | 7, to: &bytes) }

  private mutating func add(_ positions: ArraySlice<VectorTile.Position>, command: UInt32) {
    VectorTile.write(UInt32(positions.count) << 3 | command, to: &bytes)
    for position in positions {
      VectorTile.write(Self.zigzag(position.x - last.x), to: &bytes)
      VectorTile.write(Self.zigzag(position.y - last.y), to: &bytes)
      last = position
    }
  }

  private static func zigzag(_ number: Int32) -> UInt32 {
    UInt32(bitPattern: number << 1 ^ number >> 31)
  }
}
