/// Reads vector tiles by the specification's protocol buffer, independently of the writer.
struct TileReader {
  struct Feature: Equatable {
    var points: [[Int]]
    var attributes: [String: String]
  }

  private(set) var layer = ""
  private(set) var extent = 0
  private(set) var version = 0
  private(set) var features: [Feature] = []

  init(_ bytes: [UInt8]) {
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
      var result = Feature(points: [], attributes: [:])
      for (field, content) in Self.fields(feature) {
        if field == 2 {
          let tags = Self.numbers(content.bytes)
          for index in stride(from: 0, to: tags.count, by: 2) {
            result.attributes[keys[tags[index]]] = values[tags[index + 1]]
          }
        } else if field == 4 {
          let numbers = Self.numbers(content.bytes)
          guard numbers[0] & 7 == 1, numbers.count == 1 + 2 * (numbers[0] >> 3) else { continue }
          var (x, y) = (0, 0)
          for index in stride(from: 1, to: numbers.count, by: 2) {
            x += numbers[index] >> 1 ^ -(numbers[index] & 1)
            y += numbers[index + 1] >> 1 ^ -(numbers[index + 1] & 1)
            result.points.append([x, y])
          }
        }
      }
      features.append(result)
    }
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
