import Foundation
import NetworkModel
import Testing

/// Tests of identifiers.
struct IdentifierTests {
  @Test func `identifiers are ordered as their texts`() {
    let texts = ["osm:w10", "a", "", "osm:n9", "Ä", "osm:w9", "B"]
    #expect(texts.map { StreetID($0) }.sorted().map(\.rawValue) == texts.sorted())
  }

  @Test func `an identifier in a JSON document is a text`() throws {
    let ids: [AddressID] = ["osm:n1", "my file.geojson:2"]
    let data = try JSONEncoder().encode(ids)
    #expect(try JSONDecoder().decode([String].self, from: data) == ids.map(\.rawValue))
    #expect(try JSONDecoder().decode([AddressID].self, from: data) == ids)
  }

  @Test func `the conduit of a surveyed work has the id of the work`() {
    #expect(ConduitID(sameAs: WorkID("b1")).rawValue == "b1")
  }

  @Test(arguments: [
    StatusSubject(addressID: "a:1"), StatusSubject(addressID: "a#1", dwelling: "WE 1"),
    StatusSubject(report: "r1", addressID: "a1"), StatusSubject(report: "r1", addressID: nil),
  ])
  func `a subject is read back from its text`(_ subject: StatusSubject) {
    #expect(StatusSubject(text: subject.text[...]) == subject)
  }

  @Test func `the text of a report has no address if the address is unknown`() {
    #expect(StatusSubject(report: "r1", addressID: nil).text == "report:#r1")
    #expect(StatusSubject(text: "report:#r1")?.addressID == nil)
    #expect(StatusSubject(text: "building:") == nil)
    #expect(StatusSubject(text: "dwelling:#WE 1") == nil)
  }
}
