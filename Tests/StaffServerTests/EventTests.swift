import Foundation
import GeoPackage
import HTTPServing
import NetworkModel
import ProjectStore
import StaffServer
import Synchronization
import TestSupport
import Testing

/// Events entered by the form and by programs.
struct EventTests {
  private func enter(_ town: MadeUpProject, _ document: String) throws -> Response {
    try town.send(
      .post, "/staff/api/events",
      [("Content-Type", "application/json"), ("Authorization", "Bearer \(town.clerk)")],
      body: document)
  }

  @Test
  func `a program enters an event, the token's name is the actor, and the ledger stays valid`()
    throws
  {
    let town = try MadeUpProject()
    let answer = try enter(
      town,
      #"{"address":"marktgasse 1","event":"surveyed","time":"2024-01-05T10:00:00Z","proof":"photo 1"}"#
    )
    #expect(answer.status == .created)
    let object = try answer.object()
    #expect(object["sequence"] as? Int == 3 && object["state"] as? String == "surveyed")
    let project = try Project(path: town.path, readOnly: true)
    let event = try #require(try project.history(ofAddress: "a0").last)
    #expect(event.actor == "crew 4" && event.proof == "photo 1" && event.kind == .surveyed)
    #expect(event.time == Timestamp("2024-01-05T10:00:00Z"))
    #expect(try project.verifyLedger().findings.isEmpty)
    let dwelling = try enter(
      town, #"{"address_id":"a0","event":"contract","dwelling":"we 2"}"#)
    #expect(try dwelling.object()["dwelling"] as? String == "WE 2")
    let back = try enter(
      town, #"{"address_id":"a0","event":"correction","takes_back":4,"proof":"wrong flat"}"#)
    #expect(back.status == .created, "\(back.text)")
    #expect(try project.history(ofAddress: "a0").last?.subject.dwelling == "WE 2")
  }

  @Test func `an event that cannot follow is refused with a reason, and nothing is entered`() throws
  {
    let town = try MadeUpProject()
    let cases: [(String, Status, String)] = [
      (#"{"address_id":"a0","event":"connected"}"#, .conflict, "connected is not yet possible"),
      (#"{"address_id":"a0","event":"consent_given"}"#, .conflict, "entered already"),
      (#"{"address_id":"a0","event":"surveyed","time":"2023-01-01"}"#, .conflict, "is before"),
      (#"{"address_id":"a0","event":"surveyed","time":"2999-01-01"}"#, .conflict, "future"),
      (#"{"address_id":"a0","event":"correction","takes_back":2}"#, .conflict, "reason"),
      (
        #"{"address_id":"a0","event":"correction","takes_back":99,"proof":"x"}"#, .conflict,
        "no event 99"
      ),
      (#"{"address_id":"a0","event":"contract"}"#, .conflict, "concerns a dwelling"),
      (
        #"{"address_id":"a0","event":"contract","dwelling":"\"<9>"}"#, .conflict,
        "there is no dwelling"
      ),
      (#"{"address_id":"a0","event":"surveyed","dwelling":"WE 1"}"#, .conflict, "building"),
      (#"{"address_id":"none","event":"surveyed"}"#, .notFound, "no such address"),
      (#"{"address":"Marktgasse \"77","event":"surveyed"}"#, .notFound, "choose from"),
      (#"{"event":"surveyed"}"#, .notFound, "no address"),
      (#"{"address_id":"a0","event":"surveyd"}"#, .badRequest, "there is no event surveyd"),
      (#"{"address_id":"a0","event":"surveyed","time":"soon"}"#, .badRequest, "soon is not a time"),
      (#"{"address_id":"a0","event":"surveyed","actor":"me"}"#, .badRequest, "the members are"),
      (#"{"address_id":"a0"}"#, .badRequest, "send event, and"),
      ("[]", .badRequest, "send event, and"), ("", .badRequest, "send event, and"),
      ("{", .badRequest, "send event, and"),
    ]
    for (document, status, words) in cases {
      let answer = try enter(town, document)
      #expect(answer.status == status, "\(document): \(answer.text)")
      #expect(answer["Content-Type"] == "application/problem+json")
      #expect(answer.text.contains(words), "\(document): \(answer.text)")
      #expect(!answer.text.contains("--") && !answer.text.contains("`"), "\(answer.text)")
      #expect(try answer.object()["status"] as? Int == Int(status.code), "\(answer.text)")
    }
    let allowed = try enter(town, cases[0].0).object()["allowed"] as? [String]
    #expect(allowed == ["consent_withdrawn", "surveyed", "duct_at_parcel"])
    #expect(try Project(path: town.path, readOnly: true).ledgerHead().sequence == 2)
    let form = try town.send(
      .post, "/staff/api/events", [("Authorization", "Bearer \(town.clerk)")], body: "a=b")
    #expect(form.status == .unsupportedMediaType)
    #expect(try town.get("/staff/api/events").status == .methodNotAllowed)
  }

  @Test func `the form offers exactly the events that may follow, and enters one`() throws {
    let town = try MadeUpProject()
    let (cookie, formToken) = try town.signIn(town.clerk)
    let page = try town.send(.get, "/staff/household?id=a0&lang=de", [("Cookie", cookie)]).text
    let offered = page.matches(of: /<option value="([^"]+)"/).map { String($0.1) }
    #expect(
      offered == [
        "consent_withdrawn - ", "surveyed - ", "duct_at_parcel - ", "correction 2 ",
        "interest - WE 1", "contract - WE 1", "in_house_line - WE 1", "interest - WE 2",
        "contract - WE 2", "in_house_line - WE 2",
      ])
    func send(_ step: String, day: String = "", proof: String = "", token: String? = nil) throws
      -> Response
    {
      try town.form(
        "/staff/household",
        [
          ("form_token", token ?? formToken), ("id", "a0"), ("lang", "de"), ("step", step),
          ("day", day), ("proof", proof),
        ], cookie: cookie)
    }
    let entered = try send("surveyed - ", day: "2024-01-05", proof: "Protokoll 9")
    #expect(entered.status == .seeOther)
    #expect(entered["Location"] == "/staff/household?id=a0&entered=3&lang=de")
    let after = try town.send(.get, entered["Location"] ?? "", [("Cookie", cookie)]).text
    #expect(after.contains("Eingetragen: Gebäude, begangen (Ereignis 3)"))
    #expect(try send("contract - WE 2").status == .seeOther)
    for (step, day, proof, words) in [
      (
        "connected - ", "", "",
        "„angeschlossen“ ist noch nicht möglich: Der Status ist „Zustimmung erteilt, begangen“. "
          + "Tragen Sie vorher ein: Rohr an der Grundstücksgrenze"
      ),
      ("duct_at_parcel - ", "2024-01-04", "", "liegt vor dem letzten Ereignis"),
      ("duct_at_parcel - ", "2999-01-01", "", "liegt in der Zukunft"),
      ("duct_at_parcel - ", "2024-02-30", "", "Diesen Tag gibt es nicht"),
      ("correction 3 ", "", "", "braucht einen Grund"), ("", "", "", "Bitte wählen"),
      ("nonsense", "", "", "Bitte wählen"),
      ("contract - WE 9", "", "", "Eine Wohnung „WE 9“ gibt es hier nicht. Vorhanden: WE 1, WE 2."),
      ("surveyed - ", "", String(repeating: "x", count: 501), "zu lang"),
    ] {
      let refused = try send(step, day: day, proof: proof)
      #expect(refused.status == .conflict, "\(step) \(day)")
      #expect(refused.text.contains(words), "\(step) \(day): \(words)")
      #expect(!refused.text.contains("there is no") && !refused.text.contains("Fix:"))
      #expect(refused.text.contains("role=\"alert\""))
    }
    #expect(try send("duct_at_parcel - ", token: "wrong").status == .forbidden)
    #expect(try Project(path: town.path, readOnly: true).ledgerHead().sequence == 4)
    #expect(try send("correction 3 ", proof: "falsches Haus").status == .seeOther)
    let crossSite = try town.form(
      "/staff/household", [("form_token", formToken), ("id", "a0"), ("step", "surveyed - ")],
      cookie: cookie, [("Sec-Fetch-Site", "cross-site")])
    #expect(crossSite.status == .forbidden)
  }

  @Test func `while another process writes, reading continues and entering waits`() throws {
    var options = StaffService.Options()
    // Long enough for a busy machine; another test covers the end of the wait.
    options.wait = 600
    let town = try MadeUpProject(options)
    let other = try Connection(path: town.path, mode: .readWrite)
    try other.execute("BEGIN IMMEDIATE")
    #expect(try town.get("/staff/api/layers").status == .ok)
    let status = Mutex<Status?>(nil)
    let entering = DispatchGroup()
    // On a thread of its own, because it blocks.
    DispatchQueue.global().async(group: entering) {
      let answer = try? enter(town, #"{"address_id":"a1","event":"consent_given"}"#)
      status.withLock { $0 = answer?.status }
    }
    Thread.sleep(forTimeInterval: 0.3)
    #expect(status.withLock { $0 } == nil)
    #expect(try town.get("/staff/api/household?q=a1").text.contains("\"history\":[]"))
    try other.execute("COMMIT")
    entering.wait()
    #expect(status.withLock { $0 } == .created)
  }

  @Test func `if another process keeps writing, entering is refused with 503 and nothing is lost`()
    throws
  {
    var options = StaffService.Options()
    options.wait = 0
    let town = try MadeUpProject(options)
    let (cookie, formToken) = try town.signIn(town.clerk)
    let other = try Connection(path: town.path, mode: .readWrite)
    try other.execute("BEGIN IMMEDIATE")
    let refused = try enter(town, #"{"address_id":"a1","event":"consent_given"}"#)
    #expect(refused.status == .unavailable && refused["Retry-After"] == "5")
    let form = try town.form(
      "/staff/household",
      [("form_token", formToken), ("id", "a1"), ("step", "consent_given - ")], cookie: cookie)
    #expect(form.status == .unavailable && form.text.contains("<h1>"))
    try other.execute("ROLLBACK")
    #expect(try enter(town, #"{"address_id":"a1","event":"consent_given"}"#).status == .created)
  }

  @Test func `an event is refused with both times while the clock is behind the ledger`() throws {
    let town = try MadeUpProject()
    let later = Timestamp(seconds: Timestamp.now.seconds + 86_400)
    _ = try Project(path: town.path, readOnly: false).enterEvents(now: later) { writer in
      try writer.enter(
        StatusEventDraft(
          subject: StatusSubject(addressID: "a1"), kind: .consentRequested, time: later,
          actor: "office"))
    }
    let answer = try town.send(
      .post, "/staff/api/events",
      [("Content-Type", "application/json"), ("Authorization", "Bearer \(town.clerk)")],
      body: #"{"address_id":"a2","event":"consent_given"}"#)
    #expect(answer.status == .conflict && answer.text.contains(later.description), "\(answer.text)")
    #expect(answer.text.contains("\(Timestamp.now.description.prefix(10))T"), "\(answer.text)")
    let (cookie, formToken) = try town.signIn(town.clerk)
    let form = try town.form(
      "/staff/household",
      [("form_token", formToken), ("id", "a2"), ("step", "consent_given - ")], cookie: cookie)
    #expect(form.status == .conflict && form.text.contains("Eine der beiden Uhren"))
  }
}
