public import HTTPServing
import NetworkModel
import ProjectStore
import TextFormats
public import WebPages

/// The engineers' view of one project: web pages and interfaces for the holders of its tokens.
///
/// Each response is made from the current content of the project file, which another process may
/// write at the same time. Only sessions are kept between requests.
public final class StaffService: Responder {
  /// How the service runs.
  public struct Options: Sendable {
    /// The files of the map library; `nil` for a service without a map.
    public var map: MapLibrary?
    /// Whether a proxy with TLS is in front of it, so that cookies may be sent over TLS only.
    public var isBehindTLS = false
    /// The number of requests that read the file at the same time.
    public var readers = 2
    /// The number of seconds that an event waits while another process writes the file.
    public var wait = 5.0
    /// Takes a line for the log about content of the project that cannot be read.
    public var log: @Sendable (String) -> Void = { _ in }

    /// The defaults: no map, no TLS.
    public init() {}
  }

  let path: String
  let readers: ProjectReaders
  let assets: StaffAssets
  let sessions = Sessions()
  let isBehindTLS: Bool
  let wait: Double
  private let log: @Sendable (String) -> Void
  private let failures = RateLimiter(.init(perSecond: 1.0 / 6, burst: 10))
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  /// Prepares the service.
  ///
  /// - Throws: ``ProjectStoreError`` if the project cannot be read; `CheckedFile.Fault` if a file
  ///   of the map library is missing or is not the released one.
  public init(project path: String, _ options: Options = Options()) throws {
    self.path = path
    readers = ProjectReaders(path: path, count: max(1, options.readers))
    assets = try StaffAssets(options.map)
    isBehindTLS = options.isBehindTLS
    wait = options.wait
    log = options.log
    start = clock.now
    try readers.read { _ in }
  }

  /// Makes the response to a request.
  public func respond(to request: Request) -> Response {
    let route = StaffRoute(request.target.path)
    do {
      return try answer(request, route)
    } catch let fault as RequestFault {
      return refusal(fault, request, route)
    } catch let error as ProjectStoreError where error.isTransient {
      return refusal(
        RequestFault(
          .unavailable,
          "the project file is currently unavailable; another program may be writing it",
          retryAfter: 5), request, route)
    } catch let error as ProjectStoreError {
      if case .content(let fault) = error.fault, let words = Self.words(fault) {
        log(words)
        return refusal(
          RequestFault(
            .internalServerError,
            "a part of the project cannot be read; the log of the server has the reason"), request,
          route)
      }
      return unreadable(request, route)
    } catch {
      return unreadable(request, route)
    }
  }

  private func unreadable(_ request: Request, _ route: StaffRoute) -> Response {
    refusal(
      RequestFault(.unavailable, "the project file cannot be read", retryAfter: 60), request, route)
  }

  /// What is wrong with the content of the project, for the log; `nil` for what a request has asked
  /// for.
  private static func words(_ fault: ProjectStoreError.ContentFault) -> String? {
    switch fault {
    case .unreadableRow(let layer, let reason):
      "a row of the layer \(layer) cannot be read: \(reason)"
    case .missingColumns(let message): message
    case .danglingReference(let layer):
      "a row of the layer \(layer) refers to a row that does not exist"
    case .changedLedger(let sequence): "event \(sequence) of the ledger was changed"
    case .missingDescription: "the description of the project is missing"
    case .missingLedgerHead: "the head of the ledger is missing"
    case .nulCharacter: "a text contains the character NUL"
    default: nil
    }
  }

  private func answer(_ request: Request, _ route: StaffRoute) throws -> Response {
    if route.isOpen { return try openAnswer(request, route) }
    let now = Timestamp.now
    if route == .signIn, request.method == .post { return try signIn(request, now) }
    guard let visitor = try visitor(request, now) else {
      return try unauthorized(request, route)
    }
    guard route.methods.contains(request.method) else {
      throw RequestFault(.methodNotAllowed, "the resource does not support this method")
    }
    switch route {
    case .signIn: return Self.redirect(to: "/staff")
    case .signOut: return try signOut(request, visitor)
    case .household where request.method == .post, .events:
      guard visitor.token.allows(.status) else {
        throw RequestFault(.forbidden, "the token lacks the scope status")
      }
      return try EventSubmission(service: self, visitor: visitor, now: now).respond(request, route)
    default:
      return try readers.read { reader in
        try self.page(request, route, visitor, reader)
      }
    }
  }

  private func openAnswer(_ request: Request, _ route: StaffRoute) throws -> Response {
    guard request.method == .get || request.method == .head else {
      throw RequestFault(.methodNotAllowed, "the resource can only be read")
    }
    switch route {
    case .root: return Self.redirect(to: "/staff")
    case .health: return Response(type: "text/plain; charset=utf-8", Array("ok\n".utf8))
    case .asset(let path):
      guard let response = assets.response(path: path) else {
        throw RequestFault(.notFound, "there is no such file")
      }
      return response
    default: throw RequestFault(.notFound, "there is no such resource; the pages begin at /staff")
    }
  }

  private func page(
    _ request: Request, _ route: StaffRoute, _ visitor: Visitor, _ reader: ProjectReader
  ) throws -> Response {
    let layout = layout(request, visitor)
    switch route {
    case .overview: return try OverviewPage(layout: layout, reader: reader).response()
    case .map: return try MapPage(layout: layout, reader: reader).response(request.target)
    case .compare: return try ComparePage(layout: layout, reader: reader).response(request.target)
    case .household:
      return try HouseholdPage(layout: layout, reader: reader).response(request.target)
    case .tile(let layer, let zoom, let column, let row):
      return try LayerTiles(reader: reader).response(
        layer, zoom, column, row, request.target)
    case .feature(let layer, let id):
      return try FeatureAnswer.response(layer, id: id, request.target, reader)
    case .layers: return try LayerTree(reader).document(request.target)
    case .apiHousehold: return try HouseholdAnswer.response(request.target, reader)
    default: throw RequestFault(.notFound, "there is no such resource")
    }
  }

  func layout(_ request: Request, _ visitor: Visitor?) -> StaffLayout {
    StaffLayout(language: Language(request), assets: assets, visitor: visitor)
  }

  // MARK: Access

  private func visitor(_ request: Request, _ now: Timestamp) throws -> Visitor? {
    switch Credentials(request.headers) {
    case .bearer(let secret):
      guard
        let token = try readers.read({ try $0.project.accessToken(secret: secret, at: now) })
      else { return nil }
      return Visitor(token: token, session: nil)
    case .session(let id):
      guard let session = sessions.session(id, now: now),
        let token = try readers.read({
          try $0.project.accessToken(digest: session.token, at: now)
        })
      else { return nil }
      return Visitor(token: token, session: (id, session.formToken))
    case nil: return nil
    }
  }

  /// The response without a valid token; it is the same for each reason.
  private func unauthorized(_ request: Request, _ route: StaffRoute) throws -> Response {
    if case .bearer = Credentials(request.headers) { try countFailure(request) }
    let detail = "a token is required: Authorization: Bearer, or the form at /staff"
    var response =
      isForPeople(request, route)
      ? SignInPage(layout: layout(request, nil)).response(
        back: Self.target(of: request), failed: false)
      : Response(RequestFault(.unauthorized, detail))
    response.add("WWW-Authenticate", "Bearer realm=\"trasse\"")
    return response
  }

  /// Counts a wrong secret; beyond the limit for one network the response is 429.
  private func countFailure(_ request: Request) throws(RequestFault) {
    guard let client = request.client else { return }
    let passed = (clock.now - start).components
    let seconds = Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
    if let wait = failures.take(client, now: seconds) {
      throw RequestFault(
        .tooManyRequests, "too many failed attempts from this network",
        retryAfter: max(1, Int(saturating: wait, .up)))
    }
  }

  private func signIn(_ request: Request, _ now: Timestamp) throws -> Response {
    try request.checkOrigin()
    let form = try request.form()
    let secret = try form.value("token") ?? ""
    let back = Self.ownTarget(try form.value("return") ?? "") ?? "/staff"
    let wanted = secret.trimmingBlanks
    guard let token = try readers.read({ try $0.project.accessToken(secret: wanted, at: now) })
    else {
      try countFailure(request)
      var response = SignInPage(layout: layout(request, nil)).response(back: back, failed: true)
      response.add("WWW-Authenticate", "Bearer realm=\"trasse\"")
      return response
    }
    let id = sessions.open(token, now: now)
    var response = Self.redirect(to: back)
    response.add("Set-Cookie", cookie(id, seconds: token.expires.seconds - now.seconds))
    return response
  }

  private func signOut(_ request: Request, _ visitor: Visitor) throws -> Response {
    if let session = visitor.session {
      try request.checkOrigin()
      try request.checkFormToken(try request.form(), session.formToken)
      sessions.close(session.id)
    }
    var response = Self.redirect(to: "/staff")
    response.add("Set-Cookie", cookie("", seconds: 0))
    return response
  }

  private func cookie(_ id: String, seconds: Int64) -> String {
    "\(Credentials.cookie)=\(id); Path=/staff; HttpOnly; SameSite=Strict; Max-Age=\(seconds)"
      + (isBehindTLS ? "; Secure" : "")
  }

  static func redirect(to target: String) -> Response {
    Response(
      .seeOther, headers: [.init("Location", target), .init("Cache-Control", "no-store")])
  }

  /// The target of a request, for the return after signing in.
  private static func target(of request: Request) -> String {
    let path = "/" + request.target.path.map(QueryValue.escaped).joined(separator: "/")
    let pairs = request.target.query.map {
      "\(QueryValue.escaped($0.name))=\(QueryValue.escaped($0.value))"
    }
    return ownTarget(path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))) ?? "/staff"
  }

  /// The target if it is within these pages, otherwise `nil`: no redirect leads to another site.
  private static func ownTarget(_ text: String) -> String? {
    guard text.utf8.count <= 2000,
      text == "/staff" || text.hasPrefix("/staff/") || text.hasPrefix("/staff?"),
      !text.hasPrefix("/staff/sign-"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
    else { return nil }
    return text
  }

  // MARK: Refusals

  private func isForPeople(_ request: Request, _ route: StaffRoute) -> Bool {
    !route.isForPrograms && request.headers.list("accept").contains { $0.hasPrefix("text/html") }
  }

  private func refusal(
    _ fault: RequestFault, _ request: Request, _ route: StaffRoute
  ) -> Response {
    var response = Response(fault)
    if isForPeople(request, route) {
      response = FaultPage(layout: layout(request, nil)).response(fault)
      if let seconds = fault.retryAfter { response.add("Retry-After", String(seconds)) }
    }
    if fault.status == .methodNotAllowed {
      let methods = route.isOpen ? [.get, .head] : route.methods
      response.add("Allow", methods.map(\.rawValue).joined(separator: ", "))
    }
    return response
  }
}

extension Request {
  /// The fields of a submitted form.
  ///
  /// - Throws: `RequestFault` for another content type or bytes that a form cannot contain.
  func form() throws(RequestFault) -> [RequestTarget.Parameter] {
    guard
      headers["content-type"]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true,
      body.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      throw RequestFault(
        .unsupportedMediaType, "the content must be application/x-www-form-urlencoded")
    }
    return try RequestTarget.pairs(body[...])
  }

  /// Refuses a form that was not made for this session.
  func checkFormToken(
    _ form: [RequestTarget.Parameter], _ wanted: String
  ) throws(RequestFault) {
    guard AccessToken.isSame(try form.value("form_token") ?? "", wanted) else {
      throw RequestFault(.forbidden, "the form belongs to another session; reload the page")
    }
  }
}
