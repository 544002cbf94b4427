import NetworkModel
import Testing

/// Times as people and field tools write them.
struct TimestampTests {
  @Test(arguments: [
    ("2024-03-05", "2024-03-05T00:00:00Z"), ("2024-03-05T14:30", "2024-03-05T14:30:00Z"),
    ("2024-03-05 14:30:59", "2024-03-05T14:30:59Z"),
    ("2024-03-05T14:30:00Z", "2024-03-05T14:30:00Z"),
    ("2024-03-05T00:30:00+01:00", "2024-03-04T23:30:00Z"),
    ("2024-12-31T23:30:00.75-0200", "2025-01-01T01:30:00Z"),
    ("05.03.2024", "2024-03-05T00:00:00Z"), ("5.3.2024 7:05", "2024-03-05T07:05:00Z"),
    ("29.02.2000", "2000-02-29T00:00:00Z"), ("0001-01-01", "0001-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
  ])
  func `each notation is read as documented`(text: String, wanted: String) {
    #expect(Timestamp(text)?.description == wanted)
  }

  @Test(arguments: [
    "", "yesterday", "29.02.2023", "31.04.2024", "2024-13-01", "2024-3-5", "03/05/2024", "5.3.24",
    "2024-03-05T25:00", "2024-03-05T14:60", "2024-03-05T14:30:00X", "2024-03-05 ", "0.3.2024",
    "20240305",
  ])
  func `other texts are rejected`(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func `each day of four centuries is written and read back unchanged`() {
    var wrong = 0
    for day in stride(from: Int64(-6_000_000_000), to: 8_000_000_000, by: 86_399) {
      let moment = Timestamp(seconds: day)
      if Timestamp(moment.description) != moment { wrong += 1 }
    }
    #expect(wrong == 0)
    #expect(Timestamp(upTo: "2024-03-05")?.description == "2024-03-05T23:59:59Z")
    #expect(Timestamp(upTo: "2024-03-05T10:00")?.description == "2024-03-05T10:00:00Z")
  }
}
