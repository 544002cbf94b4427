import NetworkModel
import Testing

/// Tests of the kinds of areas.
struct AreaKindTests {
  @Test func `the text of a kind is kept, and a text with a meaning has its case`() {
    for text in [
      "district", "phase", "cabinet", "municipality", "Sanierungsgebiet", "", "District",
    ] {
      #expect(AreaKind(rawValue: text).rawValue == text)
    }
    #expect(AreaKind(rawValue: "phase") == .phase)
    #expect(AreaKind(rawValue: "District") == .other("District"))
  }
}
