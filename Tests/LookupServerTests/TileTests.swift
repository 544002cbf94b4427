import AddressSearch
import Foundation
import HTTPServing
import LookupServer
import PublicProjection
import TestSupport
import Testing

struct TileTests {
  @Test func `at low zoom levels a tile has one feature for each class`() throws {
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
    // 6.85° E, 51.3° N on the tile of the whole world, rounded to the centre of a cell.
    #expect(tile.features[0].points == [[2120, 1368]])
    #expect(tile.features.allSatisfy { $0.attributes["id"] == nil })
  }

  @Test func `at high zoom levels each address is on one tile, at its position`()
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
  func `a tile that does not exist is not found`(_ target: String) throws {
    #expect(try MadeUpTown().service().get(target).status == .notFound)
  }

  @Test func `the tiles of a city are small`() throws {
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
