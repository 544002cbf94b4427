import Foundation
import HTTPServing
import LookupServer
import TestSupport
import Testing

/// OGC API – Features, Part 1 (17-069r4) and Part 2 (18-058r1).
struct FeatureTests {
  let service: LookupService
  let items = "/ogc/collections/addresses/items"

  init() throws { service = try MadeUpTown().service() }

  func collection(_ target: String) throws -> [String: Any] {
    let response = try service.get(target)
    #expect(response.status == .ok, "\(target) \(response.text)")
    return try response.object()
  }

  func features(_ target: String) throws -> [[String: Any]] {
    try collection(target)["features"] as? [[String: Any]] ?? []
  }

  @Test func `the links lead from the landing page to each feature exactly once, page by page`()
    throws
  {
    func link(_ object: [String: Any], _ relation: String) -> String? {
      let links = object["links"] as? [[String: Any]] ?? []
      let href = links.first { $0["rel"] as? String == relation }?["href"] as? String
      return href.flatMap { $0.hasPrefix("http://netz.example") ? String($0.dropFirst(19)) : nil }
    }
    let landing = try collection("/ogc/")
    let collections = try collection(try #require(link(landing, "data")))
    let first = try #require((collections["collections"] as? [[String: Any]])?.first)
    var next = link(first, "items").map { $0 + "?limit=7" }
    var seen: [String] = []
    var pages = 0
    while let target = next {
      let page = try collection(target)
      #expect(page["numberMatched"] as? Int == 19)
      let features = page["features"] as? [[String: Any]] ?? []
      #expect(page["numberReturned"] as? Int == features.count)
      seen += features.compactMap { $0["id"] as? String }
      next = link(page, "next")
      pages += 1
    }
    #expect(pages == 3)
    #expect(seen.sorted() == (1...19).map(MadeUpTown.id))
  }

  @Test func `a bounding box selects the features inside and on its border, in each CRS`() throws {
    // Only Kölner Straße is east of 6.855.
    #expect(try features("\(items)?bbox=6.855,51,7,52").count == 5)
    #expect(try features("\(items)?bbox=6.86,51.3002,6.86,51.3004").count == 2)
    #expect(try features("\(items)?bbox=6.855,51,0,7,52,9").count == 5)
    #expect(try features("\(items)?bbox=0,0,1,1").isEmpty)
    // A box across the antimeridian contains everything except the area in between.
    #expect(try features("\(items)?bbox=6.855,51,6.851,52").count == 13)
    let wgs84 = "bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326"
    #expect(try features("\(items)?bbox=51,6.855,52,7&\(wgs84)").count == 5)
    let utm = "bbox-crs=http://www.opengis.net/def/crs/EPSG/0/25832"
    let position = try ordinates(
      "\(items)?class=planned&limit=1&crs=http://www.opengis.net/def/crs/EPSG/0/25832")
    let box = "\(position[0] - 1),\(position[1] - 1),\(position[0] + 1),\(position[1] + 1)"
    #expect(try features("\(items)?bbox=\(box)&\(utm)").count == 1)
    let mercator = "bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3857"
    #expect(try features("\(items)?bbox=763000,6600000,764000,6700000&\(mercator)").count == 5)
  }

  func ordinates(_ target: String) throws -> [Double] {
    let geometry = try features(target).first?["geometry"] as? [String: Any]
    return geometry?["coordinates"] as? [Double] ?? []
  }

  @Test func `ordinates have the axis order of the CRS, which is named in the header`() throws {
    let base = "\(items)?limit=1&class=planned&crs=http://www.opengis.net/def/crs"
    let degrees = try ordinates("\(items)?limit=1&class=planned")
    #expect(degrees == [6.86, 51.3002])
    #expect(try ordinates("\(base)/EPSG/0/4326") == [51.3002, 6.86])
    // Computed by gdaltransform of GDAL 3.6.
    let utm = try ordinates("\(base)/EPSG/0/25832")
    #expect(abs(utm[0] - 350_815.67) < 0.01 && abs(utm[1] - 5_685_383.88) < 0.01)
    let mercator = try ordinates("\(base)/EPSG/0/3857")
    #expect(abs(mercator[0] - 763_651.71) < 0.02)
    let response = try service.get("\(base)/EPSG/0/25832")
    #expect(response["Content-Crs"] == "<http://www.opengis.net/def/crs/EPSG/0/25832>")
  }

  @Test(arguments: [
    "limit=0", "limit=-1", "limit=x", "limit=", "offset=-1", "bbox=1,2,3", "bbox=1,2,3,x",
    "bbox=1,2,3,nan", "bbox=0,2,1,1", "bbox=", "crs=EPSG:4326", "bbox-crs=x&bbox=1,2,3,4",
    "datetime=yesterday", "datetime=2026-13-01", "datetime=../..", "datetime=a/b/c", "class=x",
    "unknown=1", "f=html", "limit=1&limit=2",
  ])
  func `invalid parameters are rejected`(_ query: String) throws {
    let response = try service.get("\(items)?\(query)")
    #expect(response.status == .badRequest)
    #expect(response["Content-Type"] == "application/problem+json")
  }

  @Test(arguments: ["2026-01-01", "2026-01-01T00:00:00Z", "../2026-01-01T00:00:00Z", "2026-01-01/"])
  func `every well-formed time selects all features`(_ time: String) throws {
    #expect(try features("\(items)?datetime=\(time)").count == 19)
  }

  @Test func `a limit above ten thousand is reduced to ten thousand`() throws {
    #expect(try features("\(items)?limit=20000").count == 19)
  }

  @Test func `street and house number are included only if the operator permits it`() throws {
    let closed = try service.get("\(items)?limit=1").text
    #expect(!closed.contains("Marktgasse"))
    let open = try MadeUpTown().service(#"{"lists_addresses": true}"#)
    #expect(try open.get("\(items)?limit=20").text.contains(#""street":"Marktgasse""#))
  }
}
