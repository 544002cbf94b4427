import AddressSearch
import Foundation
import HTTPServing
import LookupServer
import PublicProjection
import TestSupport
import Testing

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

struct TileTests {
  @Test func `far out one feature for each class stands for all its addresses`() throws {
    let service = try MadeUpTown().service()
    let tile = TileReader(try service.get("/tiles/0/0/0.mvt").body)
    #expect(tile.layer == "addresses")
    #expect(tile.extent == 4096)
    #expect(tile.version == 2)
    #expect(
      tile.features.map { $0.attributes["class"] } == [
        "available", "under_construction", "planned",
      ]
    )
    // 6.85° E, 51.3° N of the whole world, to the middle of a cell of sixteen units.
    #expect(tile.features[0].points == [[2120, 1368]])
    #expect(tile.features.allSatisfy { $0.attributes["id"] == nil })
  }

  @Test func `close by each address is on the tiles once, but for the margin, where it belongs`()
    throws
  {
    let service = try MadeUpTown().service()
    let zoom = 16
    var found: [String: Int] = [:]
    // Around 6.85° E, 51.3° N.
    let column = Int((6.855 + 180) / 360 * Double(1 << zoom))
    let latitude = 51.3005 * Double.pi / 180
    let row = Int((1 - asinh(tan(latitude)) / .pi) / 2 * Double(1 << zoom))
    for x in column - 4...column + 4 {
      for y in row - 4...row + 4 {
        let response = try service.get("/tiles/\(zoom)/\(x)/\(y).mvt")
        guard response.status == .ok else {
          #expect(response.status == .noContent)
          continue
        }
        for feature in TileReader(response.body).features {
          let point = feature.points[0]
          #expect(point.allSatisfy { (-64...4160).contains($0) })
          guard point.allSatisfy({ (0..<4096).contains($0) }) else { continue }
          found[feature.attributes["id"] ?? "", default: 0] += 1
        }
      }
    }
    #expect(found.keys.sorted() == (1...19).map(MadeUpTown.id))
    #expect(found.values.allSatisfy { $0 == 1 })
  }

  @Test(arguments: [
    "/tiles/19/0/0.mvt", "/tiles/0/1/0.mvt", "/tiles/0/0/1.mvt", "/tiles/-1/0/0.mvt",
    "/tiles/00/0/0.mvt", "/tiles/0/0/0.png", "/tiles/0/0/0", "/tiles/a/0/0.mvt",
    "/tiles/99999999999999999999/0/0.mvt", "/tiles/0/0/+0.mvt",
  ])
  func `what is no tile is not found`(_ target: String) throws {
    #expect(try MadeUpTown().service().get(target).status == .notFound)
  }

  @Test func `a whole city stays light`() throws {
    var generator = SeededGenerator(seed: 1)
    let addresses = (0..<25_000).map { number in
      PublicAddress(
        id: MadeUpTown.id(number), street: "Straße \(number / 20)",
        number: .init(number: String(number % 20)), postcode: nil, city: nil, district: nil,
        longitude: Double(Int.random(in: 680_000...692_000, using: &generator)) / 100_000,
        latitude: Double(Int.random(in: 5_126_000...5_134_000, using: &generator)) / 100_000,
        finding: .init(
          availability: Availability.allCases[number % 5], period: nil, source: .none, rule: ""))
    }
    let service = try MadeUpTown(addresses).service()
    let gzip = [("Accept-Encoding", "gzip")]
    for zoom in 9...12 {
      let column = Int((6.86 + 180) / 360 * Double(1 << zoom))
      let latitude = 51.3 * Double.pi / 180
      let row = Int((1 - asinh(tan(latitude)) / .pi) / 2 * Double(1 << zoom))
      let tile = try service.get("/tiles/\(zoom)/\(column)/\(row).mvt", gzip)
      #expect(tile.status == .ok)
      #expect(tile.body.count < 80_000, "zoom \(zoom): \(tile.body.count)")
    }
  }
}
