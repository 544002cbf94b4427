import Foundation
import HTTPServing
import NetworkModel
import ProjectStore
import StaffServer
import TestSupport
import Testing

/// The content of the pages and of the resources for programs.
struct PageTests {
  @Test(arguments: [
    ("overview", "/staff", "en"), ("overview", "/staff", "de"),
    ("map", "/staff/map", "en"),
    ("household", "/staff/household?q=marktgasse+1", "de"),
    ("household", "/staff/household?q=Marktgasse+1", "en"),
    ("unknown", "/staff/household?q=Marktgasse+99", "de"),
    ("compare", "/staff/compare?a=base&b=\(MadeUpProject.escaped(MadeUpProject.oddName))", "en"),
    ("compare", "/staff/compare?a=base&b=\(MadeUpProject.escaped(MadeUpProject.oddName))", "de"),
  ])
  func `a page says what it has always said`(_ name: String, _ target: String, _ language: String)
    throws
  {
    let answer = try MadeUpProject().page(target, language: language)
    // The names of assets change with their content.
    let text = answer.transcript.replacing(/-[0-9a-f]{16}\./, with: "-….")
    let differs = try Golden.differs(
      text, from: "\(name)-\(language).txt", of: "StaffServerTests")
    #expect(!differs)
  }

  @Test(arguments: [
    ("layers", "/staff/api/layers"), ("household", "/staff/api/household?q=Marktgasse+1"),
    ("nearest", "/staff/api/household?q=Marktgasse+99"),
    ("feature", "/staff/features/trench/t1?scenario=base"),
    ("conduit", "/staff/features/conduit/c%3C1%3E"),
    ("no-plan", "/staff/features/trench/t1"),
  ])
  func `programs get what they have always got`(_ name: String, _ target: String) throws {
    let answer = try MadeUpProject().get(target)
    let differs = try Golden.differs(
      answer.transcript + "\n", from: "\(name).json.txt", of: "StaffServerTests")
    #expect(!differs)
  }

  @Test func `text of a file is never markup on a page`() throws {
    let town = try MadeUpProject()
    let odd = MadeUpProject.escaped(MadeUpProject.oddName)
    let query = MadeUpProject.escaped("\"><img src=x onerror=alert(1)>")
    for target in [
      "/staff", "/staff/map", "/staff/map?a=base&b=\(odd)", "/staff/compare?a=\(odd)&b=base",
      "/staff/household?id=a0", "/staff/household?q=\(query)", "/staff/map?x=\(query)",
    ] {
      for language in ["de", "en"] {
        let answer = try town.page(target, language: language)
        #expect(answer.status == .ok, "\(target)")
        let page = answer.text
        #expect(!page.contains("<script>"), "\(target)")
        #expect(!page.contains("<img") && !page.contains("<7>"), "\(target)")
        let policy = answer["Content-Security-Policy"] ?? ""
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(target)")
        #expect(answer["Cache-Control"] == "no-store")
      }
    }
  }

  @Test func `two plans are compared as by the command`() throws {
    let town = try MadeUpProject()
    let project = try Project(path: town.path, readOnly: true)
    let comparison = PlanComparison(
      try project.plan(scenario: "base"), try project.plan(scenario: MadeUpProject.oddName))
    #expect(comparison.a.trenchMetres == 60 && comparison.b.trenchMetres == 20)
    #expect(comparison.segmentsOnlyInA == 2 && comparison.segmentsOnlyInB == 0)
    #expect(comparison.servedOnlyInA == 2 && comparison.a.metres(by: .bore) == 20)
    #expect(comparison.b.metres(by: .bore) == 0 && comparison.methods == [.bore, .openTrench])
    for target in ["/staff/compare?a=base&b=none", "/staff/map?a=none", "/staff/household?id=none"]
    {
      #expect(try town.page(target).status == .notFound, "\(target)")
    }
  }

  @Test func `the next response shows what another process has written`() throws {
    let town = try MadeUpProject()
    #expect(try town.get("/staff/api/household?q=a3").text.contains("\"history\":[]"))
    let project = try Project(path: town.path, readOnly: false)
    _ = try project.enterEvents { writer in
      try writer.enter(
        StatusEventDraft(
          subject: StatusSubject(addressID: "a3"), kind: .consentGiven, time: writer.now,
          actor: "office"))
    }
    #expect(try town.get("/staff/api/household?q=a3").text.contains("\"consent_given\""))
    try project.writing {
      try project.replaceAll([] as [Conduit])
    }
    #expect(try town.get("/staff/features/conduit/c%3C1%3E").status == .notFound)
    // The same for a file that has replaced the old one.
    let other = try MadeUpProject()
    for suffix in ["", ".private"] {
      try FileManager.default.removeItem(atPath: town.path + suffix)
      try FileManager.default.moveItem(
        atPath: other.path + suffix, toPath: town.path + suffix)
    }
    #expect(try town.get("/staff/api/layers").status == .unauthorized)
    #expect(try town.get("/staff/features/conduit/c%3C1%3E", token: other.reader).status == .ok)
  }

  @Test func `a missing or damaged file is reported without its name`() throws {
    let town = try MadeUpProject()
    try FileManager.default.removeItem(atPath: town.path)
    let gone = try town.get("/staff/api/layers")
    #expect(gone.status == .unavailable && !gone.text.contains("town.gpkg"))
    _ = try town.folder.write("no database", to: "town.gpkg")
    #expect(try town.page("/staff").status == .unavailable)
  }
}
