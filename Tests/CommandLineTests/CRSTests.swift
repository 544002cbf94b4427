import Foundation
import TestSupport
import Testing

/// CRSs in which a project cannot be planned, as `trasse` refuses them.
struct CRSTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  @Test(
    "a CRS whose lengths are not metres is refused, and no file is left",
    arguments: ["EPSG:4326", "3857", "EPSG:6539", "EPSG:9518", "EPSG:4978", "EPSG:7837"])
  func unsuitableCRS(code: String) throws {
    let outcome = try run("new", "x.gpkg", "--crs", code)
    #expect(outcome.status == 64 && outcome.errors.contains("Fix:"), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("x.gpkg")))
  }

  @Test func `data far outside a zone are refused, and land in their own zone by default`() throws {
    let home = """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"h1",
      "street":"Ring","house_number":"1"},"geometry":{"type":"Point","coordinates":[15,51.15]}}]}
      """
    _ = try folder.write(home, to: "addresses.geojson")
    #expect(try run("new", "x.gpkg", "--crs", "EPSG:25832").status == 0)
    let refused = try run("import", "x.gpkg", "addresses.geojson")
    #expect(refused.status == 65 && refused.errors.contains("1.001"), "\(refused.errors)")
    #expect(try run("new", "y.gpkg").status == 0)
    let taken = try run("import", "y.gpkg", "addresses.geojson")
    #expect(taken.status == 0 && taken.output.contains("EPSG:25833"), "\(taken.errors)")
  }
}
