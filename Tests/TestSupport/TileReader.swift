/// Reads vector tiles by the specification's protocol buffer, independently of the writer.
public struct TileReader {
  /// One feature.
  public struct Feature: Equatable {
    /// The kinds of geometry, as the specification counts them.
    public enum Kind: Int, Sendable {
      case points = 1
      case lines, rings
    }

    /// What it is.
    public var kind = Kind.points
    /// Its points, each of its lines, or each of its rings.
    public var parts: [[[Int]]] = []
    /// Its attributes.
    public var attributes: [String: String] = [:]

    /// Describes a feature.
    public init(kind: Kind, parts: [[[Int]]], attributes: [String: String]) {
      self.kind = kind
      self.parts = parts
      self.attributes = attributes
    }

    /// All positions.
    public var points: [[Int]] { parts.flatMap(\.self) }
  }

  /// The layer's name.
  public private(set) var layer = ""
  /// Units along a side.
  public private(set) var extent = 0
  /// The version of the specification.
  public private(set) var version = 0
  /// The features in their order.
  public private(set) var features: [Feature] = []

  /// Reads a tile.
  public init(_ bytes: [UInt8]) {
    for (field, content) in Self.fields(bytes) where field == 3 { read(layer: content.bytes) }
  }

  private struct Content {
    var bytes: [UInt8] = []
    var number = 0
  }

  private mutating func read(layer bytes: [UInt8]) {
    var keys: [String] = []
    var values: [String] = []
    var raw: [[UInt8]] = []
    for (field, content) in Self.fields(bytes) {
      switch field {
      case 1: layer = String(decoding: content.bytes, as: UTF8.self)
      case 2: raw.append(content.bytes)
      case 3: keys.append(String(decoding: content.bytes, as: UTF8.self))
      case 4:
        let text = Self.fields(content.bytes).first?.1.bytes ?? []
        values.append(String(decoding: text, as: UTF8.self))
      case 5: extent = content.number
      case 15: version = content.number
      default: break
      }
    }
    for feature in raw {
      var result = Feature(kind: .points, parts: [], attributes: [:])
      for (field, content) in Self.fields(feature) {
        if field == 2 {
          let tags = Self.numbers(content.bytes)
          for index in stride(from: 0, to: tags.count, by: 2) {
            result.attributes[keys[tags[index]]] = values[tags[index + 1]]
          }
        } else if field == 3 {
          result.kind = Feature.Kind(rawValue: content.number) ?? .points
        } else if field == 4 {
          result.parts = Self.parts(Self.numbers(content.bytes))
        }
      }
      features.append(result)
    }
  }

  /// Follows the drawing commands: 1 moves, 2 draws, 7 closes.
  private static func parts(_ numbers: [Int]) -> [[[Int]]] {
    var parts: [[[Int]]] = []
    var (x, y) = (0, 0)
    var index = 0
    while index < numbers.count {
      let (command, count) = (numbers[index] & 7, numbers[index] >> 3)
      index += 1
      if command == 7 { continue }
      for place in 0..<count {
        x += numbers[index] >> 1 ^ -(numbers[index] & 1)
        y += numbers[index + 1] >> 1 ^ -(numbers[index + 1] & 1)
        index += 2
        if command == 1 && place == 0 { parts.append([]) }
        parts[parts.count - 1].append([x, y])
      }
    }
    return parts
  }

  private static func numbers(_ bytes: [UInt8]) -> [Int] {
    var numbers: [Int] = []
    var position = 0
    while position < bytes.count { numbers.append(number(bytes, &position)) }
    return numbers
  }

  private static func number(_ bytes: [UInt8], _ position: inout Int) -> Int {
    var result = 0
    var shift = 0
    while true {
      let byte = bytes[position]
      position += 1
      result |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
  }

  private static func fields(_ bytes: [UInt8]) -> [(Int, Content)] {
    var fields: [(Int, Content)] = []
    var position = 0
    while position < bytes.count {
      let key = number(bytes, &position)
      if key & 7 == 2 {
        let length = number(bytes, &position)
        fields.append((key >> 3, Content(bytes: Array(bytes[position..<position + length]))))
        position += length
      } else {
        fields.append((key >> 3, Content(number: number(bytes, &position))))
      }
    }
    return fields
  }
}
