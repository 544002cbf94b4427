import Foundation
import GeoPackage
import TestSupport
import Testing

/// `trasse status` as a clerk, a crew and a script meet it.
struct StatusTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A lane of three houses with two dwellings each, and one house of the same name in another
  /// town.
  func town() throws -> String {
    let homes:
      [(id: String, street: String, number: String, town: String, postcode: String, x: Double)] =
        [
          ("a11", "Marktgasse", "11", "Ratingen", "40878", 6.8505),
          ("a11a", "Marktgasse", "11a", "Ratingen", "40878", 6.8515),
          ("a13", "Marktgasse", "13", "Ratingen", "40878", 6.8525),
          ("h5r", "Hauptstraße", "5", "Ratingen", "40878", 6.8535),
          ("h5e", "Hauptstr.", "5", "Essen", "45127", 6.8545),
        ]
    let features = homes.map { home in
      """
      {"type":"Feature","properties":{"id":"\(home.id)","street":"\(home.street)",
      "house_number":"\(home.number)","postcode":"\(home.postcode)","city":"\(home.town)",
      "district":"\(home.town == "Essen" ? "Kray" : "Mitte")","dwellings":2},
      "geometry":{"type":"Point","coordinates":[\(home.x),51.3]}}
      """
    }
    _ = try folder.write(
      "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}",
      to: "addresses.geojson")
    #expect(try run("new", "town.gpkg", "--crs", "EPSG:25832").status == 0)
    let imported = try run("import", "town.gpkg", "addresses.geojson", "--as", "address", "--quiet")
    #expect(imported.status == 0, "\(imported.errors)")
    return "town.gpkg"
  }

  func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  func status(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["status", "town.gpkg"] + arguments, in: folder)
  }

  static let table = """
    address,event,time,actor,dwelling,proof
    Marktgasse 11,consent_requested,2024-01-10T08:00:00Z,office,,
    Marktgasse 11,consent_given,2024-02-01T09:30:00Z,office,,letter 7
    Marktgasse 11,surveyed,2024-02-20,crew 4,,protocol 12
    Marktgasse 11,duct_at_parcel,2024-03-05,crew 4,,photo 1.jpg
    Marktgasse 11a,duct_at_parcel,2024-03-05,crew 4,,photo 2.jpg
    marktgasse 11,contract,2024-02-10,shop,we1,
    marktgasse 11,interest,2024-02-11,shop,WE 2,

    """

  // MARK: Manner

  @Test(arguments: [
    "set", "import", "show", "history", "summary", "at", "watch", "verify", "rebuild", "erase",
  ])
  func `each verb explains itself with an example`(verb: String) throws {
    let help = try run("help", "status", verb)
    #expect(help.status == 0 && help.output.contains("Example:"))
    #expect(try run("status", "town.gpkg", verb, "--help").output == help.output)
    #expect(try !Golden.differs(help.output, from: "help-status-\(verb).txt"))
    #expect(try run("help", "status").output.contains("  \(verb) "))
  }

  @Test func `wrong usage ends with 64 and the nearest right word`() throws {
    _ = try town()
    let cases: [([String], String)] = [
      ([], "the verb is missing"), (["sett"], "did you mean set?"),
      (["set", "surveyed"], "ADDRESS"),
      (["set", "Marktgasse 11", "surveyd"], "did you mean surveyed?"),
      (["set", "Marktgasse 11", "surveyed", "--at", "soon"], "is not a time"),
      (["set", "Marktgasse 12", "surveyed"], "Marktgasse 11, 40878 Ratingen"),
      (["set", "Marktgase 11", "surveyed"], "Marktgasse 11, 40878 Ratingen"),
      (["set", "Hauptstraße 5", "surveyed"], "2 addresses"),
      (["set", "Hauptstraße 5, Berlin", "surveyed"], "there is no address"),
      (["set", "Marktgasse 11", "contract"], "specify one of WE 1, WE 2"),
      (["set", "Marktgasse 11", "contract", "--dwelling", "WE 3"], "choose from WE 1, WE 2"),
      (["show", "Marktgasse 11", "--at", "2024-02-30"], "is not a date"),
      (["summary", "--by", "colour"], "choose district"), (["watch", "--for", "me"], "owner"),
      (["import", "none.csv", "--wait", "-1"], "--wait takes seconds"),
    ]
    var wrong: [String] = []
    for (arguments, words) in cases {
      let outcome = try Program.run(["status", "town.gpkg"] + arguments, in: folder)
      if outcome.status != 64 || !outcome.errors.contains(words) {
        wrong.append("\(arguments): \(outcome.status) \(outcome.errors)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    #expect(try status("import", "none.csv").status == 66)
    #expect(try run("status", "none.gpkg", "verify").status == 66)
  }

  // MARK: Events

  @Test func `a year of a lane, to the letter`() throws {
    _ = try town()
    _ = try folder.write(Self.table, to: "events.csv")
    let imported = try status("import", "events.csv", "--quiet")
    #expect(imported.status == 0, "\(imported.errors)")
    let set = try status(
      "set", "Markt-Gasse 11", "duct_in_building", "--at", "06.03.2024 15:00", "--actor", "crew 4",
      "--proof", "photo 3.jpg")
    #expect(set.output == "Marktgasse 11, 40878 Ratingen: duct_in_building (event 8)\n")
    let back = try status(
      "set", "Marktgasse 11", "correction", "--takes-back", "8", "--at", "2024-03-07", "--actor",
      "office",
      "--proof", "wrong house")
    #expect(back.output == "Marktgasse 11, 40878 Ratingen: duct_at_parcel (event 9)\n")
    let calls: [(name: String, words: [String])] = [
      ("status-import.txt", []), ("status-show.txt", ["show", "marktgasse 11"]),
      ("status-show.json", ["show", "marktgasse 11", "--format", "json"]),
      ("status-history.txt", ["history", "Marktgasse 11"]),
      ("status-history.csv", ["history", "Marktgasse 11", "--format", "csv"]),
      ("status-summary.txt", ["summary", "--by", "district"]),
      ("status-summary.csv", ["summary", "--by", "street", "--format", "csv"]),
      ("status-summary.json", ["summary", "--format", "json"]),
      ("status-at.txt", ["at", "20.02.2024"]),
      ("status-at.json", ["at", "2024-03-06", "--format", "json"]),
      ("status-watch.txt", ["watch", "--at", "2024-04-01"]),
      ("status-watch.csv", ["watch", "--at", "2024-04-01", "--for", "civil", "--format", "csv"]),
    ]
    var different: [String] = []
    for (name, words) in calls {
      let said =
        words.isEmpty
        ? imported : try Program.run(["status", "town.gpkg"] + words, in: folder)
      if try said.status != 0 || Golden.differs(said.output, from: name) {
        different.append("\(name): \(said.output) \(said.errors)")
      }
    }
    #expect(different.isEmpty, "\(different.joined(separator: "\n"))")
    let verified = try status("verify")
    #expect(verified.status == 0 && verified.output.hasPrefix("events: 9, chain intact\n"))
  }

  @Test func `an impossible step, a future one and one before the last are refused`() throws {
    _ = try town()
    #expect(try status("set", "Marktgasse 11", "consent_given", "--at", "2024-03-05").status == 0)
    let cases: [([String], String)] = [
      (
        ["connected"],
        "connected is not yet possible: the status of the building is consent_given. Fix: enter "
          + "first, in this order: duct_at_parcel, duct_in_building, entry_point_set, "
          + "cable_blown, spliced, measured; now possible: consent_withdrawn, surveyed"
      ),
      (["surveyed", "--at", "2199-01-01"], "is in the future"),
      (["surveyed", "--at", "2024-03-04"], "is before the last event, at 2024-03-05T00:00:00Z"),
      (["correction", "--takes-back", "1"], "needs a reason"),
      (["correction", "--takes-back", "5", "--proof", "slip"], "the subject has no event 5"),
      (["correction", "--proof", "slip"], "must specify the event"),
      (["surveyed", "--dwelling", "WE 1"], "not a dwelling"),
    ]
    var wrong: [String] = []
    for (words, reason) in cases {
      let outcome = try Program.run(
        ["status", "town.gpkg", "set", "Marktgasse 11"] + words, in: folder)
      if outcome.status != 65 || !outcome.errors.contains(reason) {
        wrong.append("\(words): \(outcome.status) \(outcome.errors)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    #expect(try status("verify").output.hasPrefix("events: 1, "))
  }

  @Test func `many addresses get one event together, or none does`() throws {
    _ = try town()
    #expect(
      try status("set", "Marktgasse 11", "Marktgasse 13", "consent_given", "--at", "2024-01-01")
        .status == 0)
    _ = try folder.write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"address_id":"addresses.geojson:a11"},"geometry":null},
      {"type":"Feature","properties":{"address":"Marktgasse 13"},"geometry":null}]}
      """, to: "chosen.geojson")
    let chosen = try status("set", "surveyed", "--from", "chosen.geojson", "--format", "json")
    #expect(chosen.status == 0 && chosen.output.contains("\"sequence\": 4"), "\(chosen.errors)")
    _ = try folder.write("strasse;hnr\nMarktgasse;11\nMarktgasse;11a\n", to: "chosen.csv")
    // The second has no consent: the first must not be entered either.
    #expect(try status("set", "duct_at_parcel", "Marktgasse 11", "surveyed").status == 64)
    #expect(try status("set", "--from", "chosen.csv", "surveyed").status == 65)
    #expect(try status("set", "--from", "chosen.csv", "duct_at_parcel").status == 0)
    #expect(try status("verify").output.hasPrefix("events: 6, "))
  }

  @Test func `a proof can be a file's fingerprint`() throws {
    _ = try town()
    _ = try folder.write("abc", to: "photo.jpg")
    let set = try status("set", "Marktgasse 11", "consent_given", "--proof-file", "photo.jpg")
    #expect(set.status == 0, "\(set.errors)")
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(try status("history", "Marktgasse 11").output.contains("sha256:\(digest) photo.jpg"))
  }

  // MARK: Import

  @Test func `a second import of the same file has no effect`() throws {
    let project = try town()
    _ = try folder.write(Self.table, to: "events.csv")
    #expect(try status("import", "events.csv", "--quiet").status == 0)
    let before = try status("verify").output
    let again = try status("import", "events.csv", "--quiet", "--format", "json")
    #expect(again.status == 0 && again.output.contains("\"known\": 7"))
    #expect(again.output.contains("\"entered\": 0"))
    #expect(try status("verify").output == before)
    // Nor has a re-import of the addresses.
    #expect(
      try run("import", project, "addresses.geojson", "--as", "address", "--quiet").status == 0)
    #expect(try status("verify").output == before)
  }

  @Test func `Excel's semicolons, Latin-1 and German dates are read`() throws {
    _ = try town()
    let table = """
      Straße;Hausnummer;PLZ;Datum;Meldung;Kolonne;Bemerkung\r
      Hauptstraße;5;40878;05.03.2024;consent_given;Büro;"Brief; 7"\r
      Hauptstraße;5;45127;5.3.2024 14:30;duct_at_parcel;Kolonne 4;Foto 1\r

      """
    let bytes = try #require(table.data(using: .isoLatin1))
    try bytes.write(to: URL(fileURLWithPath: folder.path("latin.csv")))
    let outcome = try status("import", "latin.csv", "--quiet")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let history = try status("history", "Hauptstraße 5, Ratingen").output
    #expect(history.contains("Büro") && history.contains("Brief; 7"))
    #expect(try status("show", "Hauptstr. 5, Essen").output.contains("2024-03-05T14:30:00Z"))
  }

  @Test func `each bad row is named with its reason, and keeps all out unless asked`() throws {
    _ = try town()
    _ = try folder.write(
      """
      Ort der Arbeit,Was,Wann
      Marktgasse 11,consent_given,2024-01-01
      Marktgasse 11,consent_given,2024-01-01
      Marktgasse 12,consent_given,2024-01-01
      Hauptstr. 5,consent_given,2024-01-01
      Marktgasse 11a,connected,2024-01-01
      Marktgasse 11a,built,2024-01-01
      Marktgasse 11a,consent_given,2199-01-01
      Marktgasse 11a,consent_given,gestern
      Marktgasse 11a,contract,2024-01-01
      ,consent_given,2024-01-01
      Marktgasse 13,consent_given,31.12.2023
      """, to: "bad.csv")
    let fields = [
      "--field", "address=Ort der Arbeit", "--field", "event=Was", "--field", "time=Wann",
    ]
    func bring(_ more: String...) throws -> Program.Outcome {
      try Program.run(
        ["status", "town.gpkg", "import", "bad.csv", "--quiet"] + fields + more, in: folder)
    }
    let refused = try bring()
    #expect(refused.status == 65 && refused.errors.contains("nothing was entered"))
    #expect(try !Golden.differs(refused.output, from: "status-rejects.txt"))
    #expect(try bring("--dry-run", "--keep-good").status == 0)
    #expect(try status("verify").output.hasPrefix("events: 0, "))
    #expect(try bring("--keep-good", "--rejects", "bad-rows.csv").status == 0)
    #expect(try status("verify").output.hasPrefix("events: 2, "))
    let list = try String(contentsOfFile: folder.path("bad-rows.csv"), encoding: .utf8)
    #expect(list.split(separator: "\n").count == 9)
    _ = try folder.write("what,where\n", to: "odd.csv")
    let odd = try status("import", "odd.csv")
    #expect(odd.status == 65 && odd.errors.contains("no column for address, event, time"))
  }

  @Test func `events of addresses that an import has removed are counted, not lost`() throws {
    let project = try town()
    #expect(try status("set", "Marktgasse 11", "Marktgasse 13", "consent_given").status == 0)
    let all = try String(contentsOfFile: folder.path("addresses.geojson"), encoding: .utf8)
    let rest = all.replacingOccurrences(of: "\"id\":\"a11\"", with: "\"id\":\"b11\"")
    _ = try folder.write(rest, to: "addresses.geojson")
    #expect(
      try run("import", project, "addresses.geojson", "--as", "address", "--quiet").status == 0)
    #expect(try status("summary").output.contains("1 with events are no longer on file"))
    #expect(try status("verify").output.hasPrefix("events: 2, chain intact"))
  }

  @Test func `dwellings that are not on file enter only when asked`() throws {
    _ = try town()
    _ = try folder.write(
      "address_id,dwelling,event,time\naddresses.geojson:a11,attic,interest,2024-01-01\naddresses.geojson:a11,attic,contract,2024-01-02\n",
      to: "flats.csv")
    #expect(try status("import", "flats.csv", "--quiet").status == 65)
    #expect(try status("import", "flats.csv", "--quiet", "--new-dwellings").status == 0)
    #expect(try status("show", "Marktgasse 11").output.contains("attic"))
    #expect(try status("verify").status == 0)
  }

  // MARK: Personal data

  @Test func `personal data is shown only when asked for, and can be erased`() throws {
    _ = try town()
    let set = try status(
      "set", "Marktgasse 11", "contract", "--dwelling", "WE 1", "--name", "Erika Muster",
      "--contact",
      "erika@example.org", "--contract-number", "K-77")
    #expect(set.status == 0, "\(set.errors)")
    #expect(try !status("show", "Marktgasse 11").output.contains("Erika"))
    #expect(
      try status("show", "Marktgasse 11", "--personal").output.contains("WE 1: name Erika Muster"))
    #expect(try run("export", "town.gpkg", "status_person").status == 64)
    #expect(
      try status("erase", "Marktgasse 11", "--dwelling", "we 1").output == "3 entries erased\n")
    #expect(try !status("show", "Marktgasse 11", "--personal").output.contains("Erika"))
    #expect(try status("verify").status == 0)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path("town.gpkg")))
    #expect(bytes.range(of: Data("Erika Muster".utf8)) == nil)
  }

  // MARK: The chain, checked by others

  @Test func `a hand on the table is found and located`() throws {
    _ = try town()
    _ = try folder.write(Self.table, to: "events.csv")
    #expect(try status("import", "events.csv", "--quiet").status == 0)
    let connection = try Connection(path: folder.path("town.gpkg"), mode: .readWrite)
    try connection.execute("UPDATE status_event SET actor = 'nobody' WHERE sequence = 4")
    let verified = try status("verify")
    #expect(verified.status == 1)
    #expect(
      verified.output
        == "event 4: its hash does not fit its content\nfirst bad event: 4\n")
  }

  @Test func `the documented form of an event gives its hash without this program`() throws {
    _ = try town()
    _ = try folder.write(Self.table, to: "events.csv")
    #expect(try status("import", "events.csv", "--quiet").status == 0)
    let checked = try Program.runScript("check-ledger", folder.path("town.gpkg"))
    #expect(checked.status == 0)
    #expect(checked.output == (try status("verify").output))
  }
}
