import AddressSearch
import Analyses
import Foundation
import Geospatial
import NetworkModel
import ProjectStore
import PublicProjection
import Publication
import Rules
import TestSupport
import Testing

/// The import of error reports into a project.
struct ReportImportTests {
  private let folder: TemporaryFolder
  private let project: Project

  init() throws {
    folder = try TemporaryFolder()
    project = try Project.create(
      at: folder.path("town.gpkg"), crs: try CoordinateReferenceSystem(code: 25832))
    let addresses = (1...3).map { number in
      Address(
        id: AddressID("a\(number)"), street: "Marktgasse", number: HouseNumber(number: "\(number)"),
        source: "test", location: Coordinate(x: 350_000 + 20 * Double(number), y: 5_685_000))
    }
    let project = project
    try project.writing { try project.replaceAddresses(addresses) }
  }

  private func publicIDs() throws -> [String] {
    try Publication.addresses(
      of: project, key: try project.publicationKey(), scenario: nil,
      rule: try #require(Coverage.Rule("bnetza")),
      rules: try PlanningRules.standard()
    ).map(\.id)
  }

  private func report(_ id: String?, _ address: String? = nil) -> ErrorReport {
    ErrorReport(
      received: "2024-05-06T07:08:09Z", kind: .wrongPlace, addressID: id, address: address,
      message: "", contact: "")
  }

  @Test func `a report is assigned to its address, even if that was merged into another one`()
    throws
  {
    let published = try publicIDs()
    var addresses = try project.addresses()
    addresses[1].id = "official"
    addresses[1].mergedIDs = ["a2"]
    try project.writing { try project.replaceAddresses(addresses) }
    // In the order of the identifiers: a1, a3, official.
    let now = try publicIDs()
    let reports = [
      report(published[0]), report(published[1]), report(now[2]), report("0123456789abcdef0123"),
      report(nil, "marktgasse 2"), report(nil, "Marktgasse 22"),
    ]
    try Data(reports.flatMap(\.line)).write(to: folder.url.appendingPathComponent("r.jsonl"))
    let outcome = try ReportImport(project, keepsGood: false).run(folder.path("r.jsonl"))
    #expect(outcome.isKept && outcome.entered == 6 && outcome.unresolved == 2)
    let entered = try project.reports()
    #expect(entered.map(\.addressID) == ["a1", "official", "official", nil, "official", nil])
    #expect(entered.map(\.id) == reports.map(\.id))
    #expect(entered[3].personal[.address] == "0123456789abcdef0123")
    #expect(entered[5].personal[.address] == "Marktgasse 22")
  }

  @Test func `a line is read back unchanged, whatever it contains`() throws {
    let texts = ["", "\"\\ ", "äß€😀", "{\"id\":\"x\"}", "\u{7}\u{1F}"]
    for text in texts {
      let report = ErrorReport(
        received: "2024-05-06T07:08:09Z", kind: .other, addressID: nil, address: "x" + text,
        message: text, contact: text)
      #expect(try ErrorReport(line: report.line) == report)
      #expect(report.line.dropLast().allSatisfy { $0 >= 0x20 } && report.line.last == 0x0A)
    }
  }
}
