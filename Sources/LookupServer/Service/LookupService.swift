public import HTTPServing
public import PublicProjection
import Synchronization
import TextFormats
import WebPages

/// The public service.
///
/// It answers from a single public file and has no access to other data.
public final class LookupService: Responder {
  private let shared: Mutex<Shared>
  private let metrics = Metrics()
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  /// The state that can be replaced while requests are answered.
  ///
  /// A request uses the same state until it is finished.
  final class Shared: Sendable {
    let configuration: Configuration
    let assets: Assets
    let limiters: Limiters
    let reports: ReportFile?
    let snapshot: Snapshot

    /// Creates the state for a configuration and a public file.
    init(_ configuration: Configuration, _ snapshot: Snapshot) throws(Configuration.Fault) {
      self.configuration = configuration
      assets = try Assets(configuration)
      limiters = Limiters(configuration.rates)
      reports = configuration.reports.map(ReportFile.init(path:))
      self.snapshot = snapshot
    }

    /// The same state with another public file.
    init(_ other: Shared, _ snapshot: Snapshot) {
      configuration = other.configuration
      assets = other.assets
      limiters = other.limiters
      reports = other.reports
      self.snapshot = snapshot
    }
  }

  /// A rate limiter for each kind of request.
  struct Limiters: Sendable {
    let suggest: RateLimiter
    let lookup: RateLimiter
    let data: RateLimiter
    let report: RateLimiter

    init(_ rates: Configuration.Rates) {
      suggest = RateLimiter(rates.suggest)
      lookup = RateLimiter(rates.lookup)
      data = RateLimiter(rates.data)
      report = RateLimiter(rates.report)
    }
  }

  /// Creates the service.
  ///
  /// - Throws: `Configuration.Fault` if a file of the map is invalid; `TransformationError` if the
  ///   coordinate reference system of the data is unknown.
  public init(_ data: PublicData, _ configuration: Configuration) throws {
    start = clock.now
    shared = Mutex(try Shared(configuration, try Snapshot(data)))
  }

  /// Replaces the public file.
  ///
  /// Requests in progress use the old file.
  ///
  /// - Throws: `TransformationError` if the coordinate reference system of the data is unknown. The
  ///   old file then remains in use.
  public func replace(data: PublicData) throws {
    let snapshot = try Snapshot(data)
    shared.withLock { $0 = Shared($0, snapshot) }
  }

  /// Replaces the configuration.
  ///
  /// - Throws: `Configuration.Fault`; the old configuration then remains in use.
  public func replace(configuration: Configuration) throws {
    let replaced = try Shared(configuration, shared.withLock { $0.snapshot })
    shared.withLock { $0 = replaced }
  }

  /// Answers a request.
  public func respond(to request: Request) -> Response {
    let begun = clock.now
    let shared = self.shared.withLock { $0 }
    let (route, response) = answer(request, shared, begun)
    metrics.count(route, response.status, clock.now - begun)
    return response
  }

  private func answer(
    _ request: Request, _ shared: Shared, _ now: ContinuousClock.Instant
  ) -> (Route, Response) {
    let route = Router.route(request.target.path)
    var response: Response
    do throws(RequestFault) {
      guard request.method != .options else { return (route, Self.preflight(request, shared)) }
      try Self.checkMethod(request, route)
      try limit(request, route, shared.limiters, now)
      response = try respond(route, request, shared)
    } catch {
      response = Self.rejection(error, request, route, shared)
    }
    Self.allowOrigin(&response, request, route, shared.configuration)
    return (route, response)
  }

  /// The response to a rejected request: a page for browsers, a problem document for programs.
  private static func rejection(
    _ fault: RequestFault, _ request: Request, _ route: Route, _ shared: Shared
  ) -> Response {
    var response = Response(fault)
    let isForPeople =
      route.isForPeople
      || (route == .unknown && request.headers.list("accept").contains("text/html"))
    if isForPeople {
      let path = "/" + request.target.path.joined(separator: "/")
      let layout = layout(request, shared)
      // A path that starts with two slashes would link to another host.
      let page = InformationPages(layout: layout).fault(
        fault, at: path.hasPrefix("//") ? "/" : path)
      response = layout.response(page, status: fault.status, caching: .never)
      if let seconds = fault.retryAfter { response.add("Retry-After", String(seconds)) }
    }
    if fault.status == .methodNotAllowed {
      response.add("Allow", route == .report ? "GET, HEAD, POST" : "GET, HEAD, OPTIONS")
    }
    return response
  }

  private func respond(
    _ route: Route, _ request: Request, _ shared: Shared
  ) throws(RequestFault) -> Response {
    let target = request.target
    let snapshot = shared.snapshot
    switch route {
    case .page:
      let pages = AnswerPages(
        layout: Self.layout(request, shared), data: snapshot.data, statistics: snapshot.statistics)
      guard let query = try target.value("q"), query.contains(where: { !$0.isWhitespace }) else {
        return pages.layout.response(pages.start())
      }
      try QueryText.check(query)
      return pages.layout.response(
        pages.answer(snapshot.data.lookup(query)), caching: .never)
    case .address:
      guard let address = snapshot.data.address(id: target.path[1]) else {
        throw RequestFault(.notFound, "the address does not exist")
      }
      let pages = AnswerPages(
        layout: Self.layout(request, shared), data: snapshot.data, statistics: snapshot.statistics)
      return pages.layout.response(pages.address(address))
    case .information:
      let pages = InformationPages(layout: Self.layout(request, shared))
      let page =
        switch target.path[0] {
        case "meaning": pages.meaning()
        case "privacy": pages.privacy()
        case "accessibility": pages.accessibility()
        default: pages.interface()
        }
      return pages.layout.response(page)
    case .report: return try ReportDesk.respond(request, shared)
    case .asset:
      guard let response = shared.assets.response(path: "/" + target.path.joined(separator: "/"))
      else { throw RequestFault(.notFound, "the file does not exist") }
      return response
    case .suggest: return try LookupInterface.suggest(target, snapshot)
    case .lookup: return try LookupInterface.lookup(target, snapshot)
    case .stats: return try LookupInterface.statistics(target, snapshot)
    case .features: return try FeatureInterface(request, shared).respond()
    case .tile: return try TileInterface.respond(target, snapshot)
    case .health:
      try target.allow([])
      return Response(type: "text/plain; charset=utf-8", Array("ok\n".utf8))
    case .metrics:
      try target.allow([])
      return Response(
        type: "text/plain; version=0.0.4; charset=utf-8", Array(metrics.text(snapshot).utf8))
    case .openapi:
      try target.allow(["f"])
      return snapshot.description
    case .unknown: throw RequestFault(.notFound, "the resource does not exist; see /openapi.json")
    }
  }

  static func layout(_ request: Request, _ shared: Shared) -> Layout {
    Layout(
      configuration: shared.configuration, assets: shared.assets, language: Language(request),
      asOf: shared.snapshot.data.asOf)
  }

  // MARK: Protection

  private static func checkMethod(_ request: Request, _ route: Route) throws(RequestFault) {
    switch request.method {
    case .get, .head: return
    case .post where route == .report: return
    default: throw RequestFault(.methodNotAllowed, "only GET and HEAD are allowed")
    }
  }

  private func limit(
    _ request: Request, _ route: Route, _ limiters: Limiters, _ now: ContinuousClock.Instant
  ) throws(RequestFault) {
    guard let client = request.client else { return }
    let limiter: RateLimiter
    switch route {
    case .health, .metrics: return
    case .suggest: limiter = limiters.suggest
    case .lookup, .address: limiter = limiters.lookup
    case .page: limiter = request.target.query.isEmpty ? limiters.data : limiters.lookup
    case .report: limiter = request.method == .post ? limiters.report : limiters.data
    default: limiter = limiters.data
    }
    let passed = (now - start).components
    let seconds = Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
    if let wait = limiter.take(client, now: seconds) {
      throw RequestFault(
        .tooManyRequests, "too many requests from this network",
        retryAfter: max(1, Int(saturating: wait, .up)))
    }
  }

  /// Allows pages of other origins to read the interface for programs, if the operator permits it.
  private static func allowOrigin(
    _ response: inout Response, _ request: Request, _ route: Route, _ configuration: Configuration
  ) {
    guard route.isForPrograms, !configuration.cors.isEmpty else { return }
    if configuration.cors.contains("*") {
      response.add("Access-Control-Allow-Origin", "*")
    } else {
      response.add("Vary", "Origin")
      guard let origin = request.headers["origin"], configuration.cors.contains(origin) else {
        return
      }
      response.add("Access-Control-Allow-Origin", origin)
    }
  }

  private static func preflight(_ request: Request, _ shared: Shared) -> Response {
    let route = Router.route(request.target.path)
    var response = Response(.noContent, headers: [.init("Allow", "GET, HEAD, OPTIONS")])
    allowOrigin(&response, request, route, shared.configuration)
    if response["Access-Control-Allow-Origin"] != nil {
      response.add("Access-Control-Allow-Methods", "GET, HEAD")
      response.add("Access-Control-Max-Age", "86400")
    }
    return response
  }
}

extension Route {
  /// Whether the response is a page for a browser.
  fileprivate var isForPeople: Bool {
    [.page, .address, .information, .report].contains(self)
  }

  /// Whether pages of other origins may be allowed to read the response.
  fileprivate var isForPrograms: Bool {
    [.suggest, .lookup, .stats, .features, .tile, .openapi].contains(self)
  }
}
