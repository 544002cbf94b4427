import Foundation
import HTTPServing
import NetworkModel
import ProjectStore
import StaffServer
import TestSupport
import Testing

/// Access with and without tokens.
struct AccessTests {
  /// One target of each resource below `/staff`, and some that name none.
  static let targets = [
    "/staff", "/staff/", "/staff?lang=en", "/staff/map", "/staff/compare?a=base&b=base",
    "/staff/household", "/staff/household?q=Marktgasse+1", "/staff/household?id=a0",
    "/staff/sign-in", "/staff/sign-out", "/staff/tiles/trench/14/8529/5442.mvt?scenario=base",
    "/staff/features/conduit/c%3C1%3E", "/staff/api/layers", "/staff/api/household?q=a0",
    "/staff/api/events", "/staff/nothing", "/staff/../staff/map", "/staff/tiles", "/staff/api",
    "/staff/assets/style.css",
  ]

  @Test func `each request below /staff without a token gets the same refusal`()
    throws
  {
    let town = try MadeUpProject()
    var wrong: [String] = []
    for target in Self.targets where !target.contains("..") {
      for method in [Request.Method.get, .head, .post, .options, .other] {
        if target == "/staff/sign-in" && method == .post { continue }
        for accept in ["*/*", "text/html"] {
          let answer = try town.send(method, target, [("Accept", accept)])
          if answer.status != .unauthorized
            || answer["WWW-Authenticate"] != "Bearer realm=\"trasse\""
            || answer["Cache-Control"] != "no-store"
          {
            wrong.append("\(method) \(target) \(accept): \(answer.status.code)")
          }
          if answer.text.contains("40878") { wrong.append("\(target) contains data") }
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(8))")
    // With a token, the responses differ.
    for target in Self.targets where !target.contains("..") {
      let answer = try town.get(target)
      #expect(answer.status != .unauthorized, "\(target)")
      #expect(answer.status.code < 500, "\(target)")
    }
  }

  @Test
  func `a token that is unknown, has ended, was taken back or is none gets the very same answer`()
    throws
  {
    let town = try MadeUpProject()
    let project = try Project(path: town.path, readOnly: false)
    let past = try project.addAccessToken(
      name: "past", scope: .status, expires: Timestamp(seconds: MadeUpProject.start.seconds + 5),
      now: MadeUpProject.start
    ).secret
    let revoked = try project.addAccessToken(
      name: "revoked", scope: .status, expires: MadeUpProject.end, now: MadeUpProject.start
    ).secret
    #expect(try town.get("/staff", token: revoked).status == .ok)
    try project.revokeAccessToken(name: "revoked")
    let headers = [
      "Bearer \(past)", "Bearer \(revoked)", "Bearer trasse_unknown", "Bearer ", "Bearer",
      "Basic YTpi", town.reader, "Bearer \(town.reader) x", "Bearer '; DROP TABLE address; --",
    ]
    for accept in ["*/*", "text/html"] {
      let wanted = try town.send(.get, "/staff/map", [("Accept", accept)]).transcript
      for header in headers {
        let answer = try town.send(
          .get, "/staff/map", [("Accept", accept), ("Authorization", header)])
        #expect(answer.transcript == wanted, "\(header)")
      }
      for cookie in [
        "trasse_session=unknown", "trasse_session=", "other=1; trasse_session=\(town.reader)",
      ] {
        let answer = try town.send(.get, "/staff/map", [("Accept", accept), ("Cookie", cookie)])
        #expect(answer.transcript == wanted, "\(cookie)")
      }
    }
    var answers: Set<String> = []
    for secret in [past, revoked, "trasse_unknown", ""] {
      answers.insert(
        try town.form("/staff/sign-in", [("token", secret), ("return", "/staff/map")]).transcript)
    }
    #expect(answers.count == 1)
    #expect(answers.first?.hasPrefix("401 ") == true)
  }

  @Test func `a token with the scope read enters nothing`() throws {
    let town = try MadeUpProject()
    let event = #"{"address_id":"a1","event":"consent_given"}"#
    let json = [("Content-Type", "application/json")]
    let refused = try town.send(
      .post, "/staff/api/events", json + [("Authorization", "Bearer \(town.reader)")], body: event)
    #expect(refused.status == .forbidden)
    #expect(refused["Content-Type"] == "application/problem+json")
    let (cookie, formToken) = try town.signIn(town.reader)
    let page = try town.send(.get, "/staff/household?id=a1", [("Cookie", cookie)])
    #expect(page.status == .ok && !page.text.contains("name=\"step\""))
    let form = try town.form(
      "/staff/household",
      [("form_token", formToken), ("id", "a1"), ("step", "consent_given - ")], cookie: cookie)
    #expect(form.status == .forbidden)
    #expect(try Project(path: town.path, readOnly: true).ledgerHead().sequence == 2)
  }

  @Test func `signing in opens a session that no other site can use`() throws {
    let town = try MadeUpProject()
    let answer = try town.form(
      "/staff/sign-in", [("token", " \(town.clerk) "), ("return", "/staff/map?a=1")])
    #expect(answer.status == .seeOther)
    #expect(answer["Location"] == "/staff/map?a=1")
    let cookie = try #require(answer["Set-Cookie"])
    #expect(
      cookie.wholeMatch(
        of: /trasse_session=[A-Za-z0-9_-]{43}; Path=\/staff; HttpOnly; SameSite=Strict; Max-Age=\d+/
      )
        != nil, "\(cookie)")
    // Neither the cookie nor the target of the redirect contains the secret.
    #expect(!cookie.contains(town.clerk.dropFirst(7)))
    let pair = String(cookie.prefix { $0 != ";" })
    #expect(try town.send(.get, "/staff", [("Cookie", "a=b; \(pair); c=d")]).status == .ok)
    #expect(try town.form("/staff/sign-in", [("token", town.clerk)])["Set-Cookie"] != cookie)
    for elsewhere in [
      "//evil.example", "https://evil.example/staff", "/\\evil", "/staffing", "/staff/sign-out",
      "/",
    ] {
      let led = try town.form("/staff/sign-in", [("token", town.clerk), ("return", elsewhere)])
      #expect(led["Location"] == "/staff", "\(elsewhere)")
    }
    for fields in [
      [("Sec-Fetch-Site", "cross-site")], [("Sec-Fetch-Site", "same-site")], [],
      [("Origin", "https://evil.example")], [("Origin", "null")],
    ] {
      let refused = try town.form("/staff/sign-in", [("token", town.clerk)], fields)
      #expect(refused.status == .forbidden && refused["Set-Cookie"] == nil, "\(fields)")
    }
    let origin = [("Origin", "https://netz.example")]
    #expect(try town.form("/staff/sign-in", [("token", town.clerk)], origin).status == .seeOther)
  }

  @Test func `behind TLS the cookie is sent over TLS only`() throws {
    var options = StaffService.Options()
    options.isBehindTLS = true
    let town = try MadeUpProject(options)
    let answer = try town.form("/staff/sign-in", [("token", town.clerk)])
    #expect(answer["Set-Cookie"]?.hasSuffix("; Secure") == true)
  }

  @Test func `a session ends when its token ends, and when the visitor signs out`() throws {
    let town = try MadeUpProject()
    let (cookie, formToken) = try town.signIn(town.clerk)
    let (other, _) = try town.signIn(town.reader)
    func status(_ cookie: String) throws -> Status {
      try town.send(.get, "/staff/map", [("Cookie", cookie)]).status
    }
    #expect(try status(cookie) == .ok)
    #expect(
      try town.form("/staff/sign-out", [("form_token", "wrong")], cookie: cookie).status
        == .forbidden)
    #expect(try status(cookie) == .ok)
    let out = try town.form("/staff/sign-out", [("form_token", formToken)], cookie: cookie)
    #expect(out.status == .seeOther && out["Set-Cookie"]?.contains("Max-Age=0") == true)
    #expect(try status(cookie) == .unauthorized)
    #expect(try status(other) == .ok)
    try Project(path: town.path, readOnly: false).revokeAccessToken(name: "reader")
    #expect(try status(other) == .unauthorized)
  }

  @Test func `only the network with too many failed attempts has to wait`()
    throws
  {
    let town = try MadeUpProject()
    func attempt(_ secret: String, from client: String) throws -> Response {
      try town.form("/staff/sign-in", [("token", secret)], client: client)
    }
    for _ in 0..<10 {
      #expect(try attempt("trasse_wrong", from: "192.0.2.1").status == .unauthorized)
    }
    let refused = try attempt("trasse_wrong", from: "192.0.2.77")
    #expect(refused.status == .tooManyRequests)
    #expect(Int(refused["Retry-After"] ?? "").map { (1...6).contains($0) } == true)
    let bearer = [("Authorization", "Bearer trasse_wrong")]
    #expect(
      try town.send(.get, "/staff/api/layers", bearer, client: "192.0.2.9").status
        == .tooManyRequests)
    #expect(try attempt("trasse_wrong", from: "198.51.100.1").status == .unauthorized)
    // A valid token from the same network is still accepted.
    #expect(try attempt(town.clerk, from: "192.0.2.1").status == .seeOther)
    // A request without a secret is not an attempt.
    #expect(try town.send(.get, "/staff", client: "192.0.2.1").status == .unauthorized)
  }

  @Test func `resources without access control contain nothing of the project`() throws {
    let town = try MadeUpProject()
    #expect(try town.send(.get, "/")["Location"] == "/staff")
    #expect(try town.send(.get, "/healthz").text == "ok\n")
    #expect(try town.send(.get, "/nothing").status == .notFound)
    #expect(try town.send(.get, "/tiles/0/0/0.mvt").status == .notFound)
    let page = try town.send(.get, "/staff", [("Accept", "text/html")]).text
    let style = try #require(page.firstMatch(of: /href="(\/staff-assets\/style-[^"]+)"/))
    let answer = try town.send(.get, String(style.1))
    #expect(answer.status == .ok && answer["Content-Type"] == "text/css; charset=utf-8")
  }

  @Test func `sign-ins with one token end no session of another`() throws {
    let town = try MadeUpProject()
    let (cookie, _) = try town.signIn(town.clerk)
    func status(_ cookie: String) throws -> Int {
      Int(try town.send(.get, "/staff/api/layers", [("Cookie", cookie)]).status.code)
    }
    var cookies: [String] = []
    for _ in 0..<1200 {
      let answer = try town.form("/staff/sign-in", [("token", town.reader)])
      cookies.append(String((answer["Set-Cookie"] ?? "").prefix { $0 != ";" }))
    }
    #expect(try status(cookie) == 200)
    #expect(try status(cookies[1199]) == 200 && status(cookies[1100]) == 200)
    #expect(try status(cookies[1099]) == 401 && status(cookies[0]) == 401)
  }
}
