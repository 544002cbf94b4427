import Foundation
import HTTPServing
import LookupServer
import PublicProjection
import Testing
import TestSupport

struct GoldenAnswerTests {
  @Test(arguments: [
    ("stats.http", "/v1/stats"),
    ("landing.http", "/ogc"),
    ("collection.http", "/ogc/collections/addresses"),
    ("items.http", "/ogc/collections/addresses/items?limit=2&offset=7"),
    ("item.http", "/ogc/collections/addresses/items/00000000000000000001"),
    ("health.http", "/healthz"),
    ("not-found.http", "/v2/lookup"),
    ("bad-request.http", "/v1/lookup?q=a&q=b"),
    ("page.http", "/a/00000000000000000009?lang=de"),
    ("page-english.http", "/a/00000000000000000009?lang=en"),
  ])
  func `responses are equal to the golden files`(_ name: String, _ target: String) throws {
    let service = try MadeUpTown().service()
    // The names of assets and the entity tags of pages change with each style sheet.
    let transcript = try service.get(target).transcript
      .replacing(/(\/assets\/[a-z-]+)-[0-9a-f]{16}/) { "\($0.output.1)-…" }
      .replacing(/W\/"[^"]*"/, with: "W/\"…\"")
    let differs = try Golden.differs(transcript, from: name, of: "LookupServerTests")
    #expect(!differs, "\(name) differs; TRASSE_BLESS=1 updates it")
  }

  @Test func `every resource of the OpenAPI document exists`() throws {
    let service = try MadeUpTown().service()
    let description = try service.get("/openapi.json").object()
    let paths = try #require(description["paths"] as? [String: Any])
    for path in paths.keys {
      let target = path.replacing("{id}", with: "00000000000000000001")
        .replacing("{z}", with: "0").replacing("{x}", with: "0").replacing("{y}", with: "0")
      let query = ["/v1/lookup", "/v1/suggest"].contains(path) ? "?q=Marktgasse" : ""
      #expect(try service.get(target + query).status == .ok, "\(path)")
    }
  }
}

struct ServiceTests {
  @Test func `a page contains the answer in the language of the user`() throws {
    let service = try MadeUpTown().service()
    let german = try service.get("/?q=Marktgasse+1", [("Accept-Language", "de-DE, en;q=0.5")])
    #expect(german.text.contains("Ja, hier gibt es Glasfaser."))
    #expect(german.text.contains("<html lang=\"de\">"))
    let english = try service.get("/?q=Marktgasse+1", [("Accept-Language", "en")])
    #expect(english.text.contains("Yes, there is fibre here."))
    let asked = try service.get("/?q=Marktgasse+1&lang=de", [("Accept-Language", "en")])
    #expect(asked.text.contains("Ja, hier gibt es Glasfaser."))
  }

  @Test func `the interface returns the specified document`() throws {
    let service = try MadeUpTown().service()
    let answer = try service.get("/v1/lookup?q=M%C3%BChlenweg+3").object()
    let members = [
      "query", "match", "number", "address", "class", "as_of", "nearest_numbers", "alternatives",
    ]
    #expect(members.allSatisfy { answer[$0] != nil })
    #expect(answer["number"] as? String == "exact")
    #expect(answer["class"] as? String == "under_construction")
    #expect(answer["period"] as? String == "2027-Q1")
    #expect((answer["address"] as? [String: Any])?["house_number"] as? String == "3")
  }

  @Test func `answers for known and unknown addresses have the same structure`() throws {
    let service = try MadeUpTown().service()
    let shapes = try ["Marktgasse+1", "Marktgasse+99", "Nirgendwo+1", "%3F"].map {
      try service.get("/v1/lookup?q=\($0)").object().keys.sorted()
    }
    #expect(Set(shapes).count == 1)
  }

  @Test func `an answer is never about a different house number`() throws {
    let service = try MadeUpTown().service()
    for query in ["Marktgasse+9", "Marktgasse+5", "Marktgasse+1a", "Marktgasse+10"] {
      let answer = try service.get("/v1/lookup?q=\(query)").object()
      #expect(answer["address"] is NSNull, "\(query)")
      #expect(answer["number"] as? String != "exact", "\(query)")
      #expect(!(try service.get("/?q=\(query)&lang=de").text.contains("hier gibt es")), "\(query)")
    }
  }

  @Test func `user input is always shown as text`() throws {
    let service = try MadeUpTown().service()
    let page = try service.get("/?q=%3Cscript%3Ealert%281%29%3C%2Fscript%3E%22%27%26")
    #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
    #expect(!page.text.contains("<script>alert"))
    #expect(page["Cache-Control"] == "no-store")
  }

  @Test func `pages load nothing from other servers and set no cookies`() throws {
    let service = try MadeUpTown().service()
    for target in [
      "/", "/?q=Marktgasse+1", "/meaning", "/privacy", "/accessibility", "/interface", "/report",
    ] {
      let page = try service.get(target)
      #expect(page.status == .ok)
      #expect(page["Set-Cookie"] == nil)
      #expect(page["Content-Security-Policy"]?.hasPrefix("default-src 'none'") == true)
      for word in ["src=\"http", "href=\"http", "style=\"", "<style", " onclick"] {
        #expect(!page.text.contains(word), "\(target) \(word)")
      }
    }
  }

  @Test func `a page with all its assets is smaller than 50 kB`() throws {
    let service = try MadeUpTown().service()
    let page = try service.get("/?q=Marktgasse+1")
    var bytes = page.body.count
    let assets = page.text.matches(of: /="(\/assets\/[^ >]+)"/).map { String($0.output.1) }
    #expect(assets.count == 3)
    for path in assets {
      let asset = try service.get(path)
      #expect(asset.status == .ok)
      #expect(asset["Cache-Control"]?.contains("immutable") == true)
      bytes += asset.body.count
    }
    #expect(bytes < 50_000)
  }

  @Test func `every internal link of every page is valid`() throws {
    let service = try MadeUpTown().service()
    var open = ["/?lang=de", "/?lang=en", "/?q=Marktgasse&lang=de", "/?q=Nirgendwo+1&lang=de"]
    var seen = Set(open)
    while let target = open.popLast() {
      let page = try service.get(target)
      #expect(page.status == .ok, "\(target)")
      for link in page.text.matches(of: /(?:href|src)="(\/[^"#]*)/) {
        let next = String(link.output.1).replacing("&amp;", with: "&")
        if seen.insert(next).inserted { open.append(next) }
      }
    }
    #expect(seen.count > 20)
  }

  @Test func `unknown parameters are rejected by the interface and ignored by pages`() throws {
    let service = try MadeUpTown().service()
    #expect(try service.get("/v1/lookup?q=a&x=1").status == .badRequest)
    #expect(try service.get("/v1/suggest?q=a&limit=21").status == .badRequest)
    #expect(try service.get("/v1/suggest").status == .badRequest)
    #expect(
      try service.get("/v1/lookup?q=\(String(repeating: "a", count: 201))").status == .badRequest)
    #expect(try service.get("/?utm_source=x").status == .ok)
  }

  @Test func `only reports can be posted`() throws {
    let service = try MadeUpTown().service()
    for method in [Request.Method.post, .other] {
      let answer = try service.send(method, "/v1/lookup?q=a", body: "")
      #expect(answer.status == .methodNotAllowed)
      #expect(answer["Allow"] == "GET, HEAD, OPTIONS")
    }
    #expect(try service.send(.options, "/v1/lookup", body: "").status == .noContent)
  }

  @Test func `other origins are permitted as configured`() throws {
    let closed = try MadeUpTown().service()
    let field = [("Origin", "https://a.example")]
    #expect(try closed.get("/v1/stats", field)["Access-Control-Allow-Origin"] == nil)
    let town = try MadeUpTown()
    let some = try town.service(#"{"cors": ["https://a.example"]}"#)
    #expect(
      try some.get("/v1/stats", field)["Access-Control-Allow-Origin"] == "https://a.example")
    #expect(
      try some.get("/v1/stats", [("Origin", "https://b.example")])["Access-Control-Allow-Origin"]
        == nil)
    let all = try town.service(#"{"cors": ["*"]}"#)
    #expect(try all.get("/v1/stats")["Access-Control-Allow-Origin"] == "*")
    #expect(try all.get("/")["Access-Control-Allow-Origin"] == nil)
  }

  @Test func `a network that sends too many requests has to wait, others do not`() throws {
    let service = try MadeUpTown().service(
      #"{"rates": {"lookup": {"per_second": 0.001, "burst": 3}}}"#)
    for _ in 0..<3 {
      #expect(try service.get("/v1/lookup?q=a", client: "192.0.2.1").status == .ok)
    }
    let refused = try service.get("/v1/lookup?q=a", client: "192.0.2.99")
    #expect(refused.status == .tooManyRequests)
    #expect(refused["Retry-After"].flatMap { Int($0) }.map { $0 >= 1 } == true)
    #expect(try service.get("/?q=a", client: "192.0.2.1").text.contains("<html"))
    #expect(try service.get("/v1/lookup?q=a", client: "198.51.100.1").status == .ok)
    #expect(try service.get("/healthz", client: "192.0.2.1").status == .ok)
  }

  @Test func `a public file can be replaced without a restart, which changes the entity tags`()
    throws
  {
    let service = try MadeUpTown().service()
    let before = try service.get("/v1/stats")
    let tag = try #require(before["ETag"])
    #expect(try service.get("/v1/stats", [("If-None-Match", tag)]).status == .notModified)
    try service.replace(data: try MadeUpTown(MadeUpTown.addresses(), asOf: "2026-12-01").data)
    let after = try service.get("/v1/stats", [("If-None-Match", tag)])
    #expect(after.status == .ok)
    #expect(after.text.contains("2026-12-01"))
  }

  @Test func `statistics are correct, and metrics contain no queries`() throws {
    let service = try MadeUpTown().service()
    _ = try service.get("/v1/lookup?q=Geheimweg+17")
    let metrics = try service.get("/metrics").text
    #expect(metrics.contains("trasse_requests_total{route=\"lookup\",status=\"200\"} 1\n"))
    #expect(metrics.contains("trasse_addresses 19\n"))
    #expect(!metrics.contains("Geheim"))
  }
}

struct ReportTests {
  let town: MadeUpTown
  let service: LookupService
  let form = [("Content-Type", "application/x-www-form-urlencoded")]

  init() throws {
    town = try MadeUpTown()
    service = try town.service(#"{"reports": "\#(town.folder.path("reports.jsonl"))"}"#)
  }

  var kept: [Substring] {
    let text =
      (try? String(contentsOfFile: town.folder.path("reports.jsonl"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n")
  }

  @Test func `reports are stored one per line in a file that only the server's user may read`()
    throws
  {
    let first = try service.send(
      .post, "/report", form,
      body:
        "kind=wrong_class&id=00000000000000000001&message=Die+Leitung%0D%0Afehlt+%22hier%22&contact="
    )
    #expect(first.status == .seeOther)
    #expect(first["Location"]?.hasPrefix("/report/thanks") == true)
    let second = try service.send(
      .post, "/report", form, body: "kind=missing&address=Marktgasse+99&message=&contact=a%40b.de")
    #expect(second.status == .seeOther)
    #expect(kept.count == 2)
    #expect(kept[0].contains(#""message":"Die Leitung fehlt \"hier\"""#))
    let reports = try kept.map { try ErrorReport(line: $0.utf8) }
    #expect(reports.map(\.kind) == [.wrongClass, .missing])
    #expect(reports.map(\.addressID) == ["00000000000000000001", nil])
    #expect(reports.map(\.contact) == ["", "a@b.de"])
    #expect(reports[0].id != reports[1].id && reports.allSatisfy { $0.id.utf8.count == 20 })
    let attributes = try FileManager.default.attributesOfItem(
      atPath: town.folder.path("reports.jsonl"))
    #expect((attributes[.posixPermissions] as? Int) == 0o600)
  }

  @Test func `an incomplete line left by a full disk does not damage the next report`() throws {
    _ = try town.folder.write("{\"id\":\"1\",\"rec", to: "reports.jsonl")
    let sent = try service.send(
      .post, "/report", form, body: "kind=missing&address=Marktgasse+99&message=&contact=")
    #expect(sent.status == .seeOther)
    #expect(kept.count == 2 && (try? ErrorReport(line: kept[1].utf8))?.address == "Marktgasse 99")
  }

  @Test func `an invalid report is not stored`() throws {
    let address = "id=00000000000000000001"
    for (body, status) in [
      ("", Status.badRequest), ("kind=nonsense&\(address)", .badRequest),
      ("kind=other", .badRequest), ("kind=other&id=nowhere", .badRequest),
      ("kind=other&\(address)&address=x", .badRequest),
      ("kind=other&\(address)&message=\(String(repeating: "a", count: 1001))", .badRequest),
      ("kind=other&kind=gone&\(address)", .badRequest),
    ] {
      #expect(try service.send(.post, "/report", form, body: body).status == status, "\(body)")
    }
    #expect(
      try service.send(
        .post, "/report", form + [("Sec-Fetch-Site", "cross-site")], body: "kind=other&\(address)"
      ).status == .forbidden)
    #expect(
      try service.send(
        .post, "/report", [("Content-Type", "application/json")], body: "{}"
      ).status == .unsupportedMediaType)
    #expect(kept.isEmpty)
  }

  @Test func `without a file for reports the page refers to the carrier`() throws {
    let service = try town.service(#"{"operator": "Netz AG", "contact": {"email": "a@b.example"}}"#)
    let page = try service.get("/report?lang=de")
    #expect(page.text.contains("Netz AG: a@b.example"))
    #expect(!page.text.contains("<form class=\"report\""))
    #expect(
      try service.send(.post, "/report", form, body: "kind=other&address=x").status == .notFound)
  }
}

struct ConfigurationTests {
  @Test(arguments: [
    ("{", "notJSON("),
    (#"{"operater": "x"}"#, #"unknownKey("operater""#),
    (#"{"operator": 3}"#, #"wrongKind(key: "operator""#),
    (#"{"colours": {"light": "blue"}}"#, #"notColour(key: "colours.light""#),
    (##"{"colours": {"light": "#ffd700"}}"##, #"lowContrast(key: "colours.light", 1.4"#),
    (##"{"colours": {"dark": "#000080"}}"##, #"lowContrast(key: "colours.dark", 1"#),
    (#"{"order_url": "javascript:alert(1)"}"#, #"notWebAddress(key: "order_url""#),
    (#"{"public_url": "https://a b"}"#, #"notWebAddress(key: "public_url""#),
    (#"{"rates": {"lookup": {"per_second": 0, "burst": 1}}}"#, #"emptyRate(key: "rates.lookup""#),
    (#"{"map": {"script": {"path": "x"}}}"#, #"missingKey("map.script.sha256""#),
  ])
  func `the fault of an invalid configuration names its location`(_ text: String, _ message: String)
    throws
  {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "c.json")
    let fault = #expect(throws: Configuration.Fault.self) { try Configuration(file: file) }
    let facts = fault.map { "\($0)" } ?? ""
    #expect(facts.contains(message), "\(facts)")
    #expect(facts.contains(file))
  }

  @Test func `a file of the map must have the configured checksum`() throws {
    let town = try MadeUpTown()
    let script = try town.folder.write("alert(1)", to: "maplibre-gl.js")
    let style = try town.folder.write("", to: "maplibre-gl.css")
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    let right = "6e11c72f7cf6bc383152dd16ddd5903aba6bb1c99d6b6639a4bb0b838185fa92"
    func text(_ sum: String) -> String {
      """
      {"map": {"script": {"path": "\(script)", "sha256": "\(sum)"},
       "style": {"path": "\(style)", "sha256": "\(empty)"}}}
      """
    }
    #expect(try town.service(text(right)).get("/a/00000000000000000001").text.contains("maplibre"))
    #expect(throws: Configuration.Fault.self) { try town.service(text(empty)) }
  }
}
