import AddressSearch
import Foundation
import Geospatial
import HTTPServing
import NetworkModel
import ProjectStore
import StaffServer
import TestSupport

/// A project with four houses, a conduit, a PoP and two plans, and the service for it.
struct MadeUpProject {
  let folder: TemporaryFolder
  let path: String
  let service: StaffService
  /// A token that may enter events.
  let clerk: String
  /// A token that may only read.
  let reader: String

  static let start = Timestamp(seconds: 1_700_000_000)
  static let end = Timestamp(seconds: 4_000_000_000)
  /// The name of a plan with characters that HTML must escape.
  static let oddName = "b\"><script>alert(1)</script>&'"

  init(_ options: StaffService.Options = .init()) throws {
    folder = try TemporaryFolder()
    path = folder.path("town.gpkg")
    let project = try Project.create(
      at: path, crs: try CoordinateReferenceSystem(code: 25832))
    try project.writing {
      try project.replaceAddresses(
        (0..<4).map { number in
          Address(
            id: AddressID("a\(number)"), city: "Musterstadt", postcode: "40878", district: "Mitte",
            street: "Marktgasse", number: HouseNumber(number: "\(number + 1)"), source: "test",
            dwellings: 2, location: Self.place(20 * Double(number), 8))
        })
      try project.replaceAll([
        Conduit(
          id: "c<1>", owner: "Stadt & Werke", capacity: 4, used: 1, condition: .good,
          source: "test", line: Self.line((0, -4), (60, -4)))
      ])
    }
    try project.store(Self.plan("base", reach: 4))
    try project.store(Self.plan(Self.oddName, reach: 2))
    func token(_ name: String, _ scope: AccessToken.Scope) throws -> String {
      let (_, secret) = try project.addAccessToken(
        name: name, scope: scope, expires: Self.end, now: Self.start)
      return secret
    }
    clerk = try token("crew 4", .status)
    reader = try token("reader", .read)
    try project.enterEvents(now: Timestamp(seconds: Self.start.seconds + 90)) { writer in
      for (step, kind) in [EventKind.consentRequested, .consentGiven].enumerated() {
        try writer.enter(
          StatusEventDraft(
            subject: StatusSubject(addressID: "a0"), kind: kind,
            time: Timestamp(seconds: Self.start.seconds + Int64(step)), actor: "office",
            proof: "letter <7>"))
      }
    }
    service = try StaffService(project: path, options)
  }

  private static func place(_ x: Double, _ y: Double) -> Coordinate {
    Coordinate(x: 350_000 + x, y: 5_685_000 + y)
  }

  private static func line(_ points: (Double, Double)...) -> LineString {
    guard let line = LineString(points.map { place($0.0, $0.1) }) else {
      preconditionFailure("two positions make a line")
    }
    return line
  }

  /// A trench past the first houses, and a drop to each.
  private static func plan(_ name: String, reach: Int) -> Plan {
    let trench = (0..<reach - 1).map { number in
      let x = 20 * Double(number)
      return TrenchSegment(
        id: SegmentID("t\(number)"), kind: number == 1 ? .crossing : .streetSide,
        fromNode: NetworkNodeID("n\(number)"), toNode: NetworkNodeID("n\(number + 1)"),
        street: "Marktgasse", side: .left, surface: .asphalt,
        method: number == 1 ? .bore : .openTrench, district: "Mitte", length: 20,
        costInCents: 200_050, line: line((x, 0), (x + 20, 0)))
    }
    let drops = (0..<reach).map { number in
      Drop(
        addressID: AddressID("a\(number)"), atNode: NetworkNodeID("n\(number)"), length: 8,
        costInCents: 0,
        line: line((20 * Double(number), 0), (20 * Double(number), 8)))
    }
    let cost = trench.reduce(0) { $0 + $1.costInCents }
    return Plan(
      scenario: Scenario(
        name: name, program: "test", objective: .all, within: nil, rules: "{}", rulesDigest: "",
        inputDigests: [:], costInCents: cost, lowerBoundInCents: cost - 5000),
      trench: trench, drops: drops,
      nodes: [NetworkNode(id: "n0", kind: .pop, location: place(0, 0))],
      exceptions: (reach..<4).map { number in
        PlanException(
          addressID: AddressID("a\(number)"), reason: .beyondBudget, remedy: .drop(metres: 5),
          fixCostInCents: 1,
          location: place(20 * Double(number), 8))
      })
  }

  /// The response to a program with a token.
  func get(_ target: String, token: String? = nil, _ fields: [(String, String)] = []) throws
    -> Response
  {
    try send(.get, target, [("Authorization", "Bearer \(token ?? reader)")] + fields)
  }

  /// A page for a browser with a token.
  func page(_ target: String, language: String = "en") throws -> Response {
    let mark = target.contains("?") ? "&" : "?"
    return try get("\(target)\(mark)lang=\(language)", [("Accept", "text/html")])
  }

  func get(_ target: String, _ fields: [(String, String)]) throws -> Response {
    try send(.get, target, [("Authorization", "Bearer \(reader)")] + fields)
  }

  func send(
    _ method: Request.Method, _ target: String, _ fields: [(String, String)] = [],
    body: String = "", client: String? = nil
  ) throws -> Response {
    try service.send(method, target, fields, body: body, client: client)
  }

  /// The response to a form that a page of this site submits.
  func form(
    _ target: String, _ pairs: [(String, String)], cookie: String? = nil,
    _ fields: [(String, String)] = [("Sec-Fetch-Site", "same-origin")], client: String? = nil
  ) throws -> Response {
    let own = [
      ("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "text/html"),
    ]
    return try send(
      .post, target, own + fields + (cookie.map { [("Cookie", $0)] } ?? []),
      body: pairs.map { "\($0)=\(Self.escaped($1))" }.joined(separator: "&"), client: client)
  }

  static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  /// Signs in and returns the cookie and the token of the forms.
  func signIn(_ secret: String) throws -> (cookie: String, formToken: String) {
    let answer = try form("/staff/sign-in", [("token", secret), ("return", "/staff/map")])
    let cookie = String((answer["Set-Cookie"] ?? "").prefix { $0 != ";" })
    let page = try send(.get, "/staff/household?id=a0", [("Cookie", cookie)]).text
    let token = page.firstMatch(of: /name="form_token" value="([^"]+)"/).map { String($0.1) }
    return (cookie, token ?? "")
  }
}
