import Foundation
import HTTPServing
import NetworkModel
import ProjectStore
import StaffServer
import TestSupport
import Testing

/// Layers as vector tiles.
struct TileTests {
  /// The tiles of a zoom around the project.
  private func tiles(_ zoom: Int, around: Int = 2) -> [(Int, Int)] {
    // 350000 5685000 of EPSG:25832.
    let (longitude, latitude) = (6.8467, 51.2992)
    let column = Int((longitude + 180) / 360 * Double(1 << zoom))
    let angle = latitude * Double.pi / 180
    let row = Int((1 - asinh(tan(angle)) / .pi) / 2 * Double(1 << zoom))
    return (column - around...column + around).flatMap { x in
      (row - around...row + around).map { (x, $0) }
    }
  }

  private func features(
    _ town: MadeUpProject, _ layer: String, zoom: Int, _ query: String = "?scenario=base",
    around: Int = 2
  ) throws -> [TileReader.Feature] {
    try tiles(zoom, around: around).flatMap { x, y in
      let answer = try town.get("/staff/tiles/\(layer)/\(zoom)/\(x)/\(y).mvt\(query)")
      if answer.status == .noContent { return [TileReader.Feature]() }
      #expect(answer.status == .ok)
      #expect(answer["Cache-Control"] == "private, no-cache")
      let tile = TileReader(answer.body)
      #expect(tile.layer == layer && tile.extent == 4096)
      return tile.features
    }
  }

  @Test func `at a large zoom each row is a feature with its kind and its id`() throws {
    let town = try MadeUpProject()
    let trench = try features(town, "trench", zoom: 16)
    #expect(Set(trench.compactMap { $0.attributes["id"] }) == ["t0", "t1", "t2"])
    #expect(trench.allSatisfy { $0.kind == .lines })
    #expect(trench.first { $0.attributes["id"] == "t1" }?.attributes["kind"] == "crossing")
    let conduit = try features(town, "conduit", zoom: 18, "", around: 4)
    #expect(Set(conduit.compactMap { $0.attributes["id"] }) == ["c<1>"])
    let addresses = try features(town, "address", zoom: 15, "")
    #expect(Set(addresses.compactMap { $0.attributes["id"] }) == ["a0", "a1", "a2", "a3"])
    #expect(addresses.allSatisfy { $0.kind == .points })
  }

  @Test func `at a small zoom one feature represents all rows of a kind, without ids`() throws {
    let town = try MadeUpProject()
    let addresses = try features(town, "address", zoom: 8, "", around: 0)
    #expect(addresses.count == 1 && addresses[0].attributes["id"] == nil)
    #expect(addresses[0].parts == [[addresses[0].points[0]]])
    let trench = try features(town, "trench", zoom: 13, around: 1)
    #expect(trench.allSatisfy { $0.attributes["id"] == nil })
    #expect(Set(trench.compactMap { $0.attributes["kind"] }) == ["street_side", "crossing"])
  }

  @Test func `a plan beside another distinguishes shared segments from its own`() throws {
    let town = try MadeUpProject()
    let odd = MadeUpProject.escaped(MadeUpProject.oddName)
    let both = try features(town, "trench", zoom: 16, "?scenario=base&beside=\(odd)")
    let kinds = Dictionary(
      both.map { ($0.attributes["id"] ?? "", $0.attributes["kind"] ?? "") },
      uniquingKeysWith: { a, _ in a })
    #expect(kinds == ["t0": "both", "t1": "only", "t2": "only"])
  }

  @Test func `the same request gets the same bytes, and 304 the second time`() throws {
    let town = try MadeUpProject()
    let (x, y) = tiles(16, around: 0)[0]
    let target = "/staff/tiles/trench/16/\(x)/\(y).mvt?scenario=base"
    let answer = try town.get(target)
    #expect(try town.get(target).body == answer.body)
    let tag = try #require(answer["ETag"])
    #expect(try town.get(target, [("If-None-Match", tag)]).status == .notModified)
    let plan = try Project(path: town.path, readOnly: false)
    var changed = try plan.plan(scenario: "base")
    changed.trench.removeAll { $0.id == "t0" }
    try plan.store(changed)
    #expect(try town.get(target, [("If-None-Match", tag)]).status != .notModified)
  }

  @Test(arguments: [
    "/staff/tiles/nothing/1/0/0.mvt", "/staff/tiles/access_token/1/0/0.mvt",
    "/staff/tiles/status_event/1/0/0.mvt", "/staff/tiles/trench/19/0/0.mvt",
    "/staff/tiles/trench/1/2/0.mvt", "/staff/tiles/trench/1/0/0",
    "/staff/features/access_token/crew%204",
    "/staff/features/status_person/1", "/staff/features/address/nobody",
    "/staff/features/trench/t0?scenario=none",
  ])
  func `unknown layers, tiles and rows are not found`(_ target: String) throws {
    #expect(try MadeUpProject().get(target).status == .notFound)
  }
}
