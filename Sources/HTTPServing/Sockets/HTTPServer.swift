import CMicroHTTPD
import Glibc
import Synchronization

/// Sockets, by libmicrohttpd: a pool of threads, each with its own epoll loop.
///
/// It hands whole requests to a ``Responder`` and sends what that answers. What the library does
/// not refuse itself is refused before the core sees it.
@safe public final class HTTPServer: Sendable {
  /// How much of a request is taken, and how long it may take.
  public struct Limits: Hashable, Sendable {
    /// Bytes of the target.
    public var target = 4096
    /// Bytes of target and header together.
    public var header = 16_384
    /// Fields of the header.
    public var fields = 64
    /// Bytes of the content.
    public var body = 16_384
    /// Connections at once.
    public var connections = 4096
    /// Connections from one address at once; 0 for any number, as behind a proxy.
    public var connectionsPerAddress = 64
    /// Seconds without a byte.
    public var idle = 10
    /// Seconds for a whole request, header and content each.
    public var request = 20
    /// Seconds for a whole answer.
    public var answer = 120

    /// The limits for a service on the open net.
    public init() {}
  }

  /// The library did not start.
  public struct StartFailure: Error {}

  // The library guards the daemon itself.
  nonisolated(unsafe) private let daemon: OpaquePointer
  private let rim: Rim

  /// Starts to answer.
  ///
  /// - Parameters:
  ///   - listener: the socket; it is closed with the server.
  ///   - threads: how many loops.
  ///   - limits: how much is taken.
  ///   - proxy: the field in which a proxy says who asks; `nil` without a proxy.
  ///   - responder: the core.
  /// - Throws: ``StartFailure``.
  public init(
    _ listener: Listener, threads: Int, limits: Limits = Limits(), proxy: ForwardedClient? = nil,
    responder: any Responder
  ) throws(StartFailure) {
    let rim = Rim(responder: responder, limits: limits, proxy: proxy)
    var options = unsafe trasse_http_options()
    unsafe options.listener = listener.descriptor
    unsafe options.threads = UInt32(threads)
    unsafe options.connections = UInt32(limits.connections)
    unsafe options.connections_per_address = UInt32(limits.connectionsPerAddress)
    unsafe options.timeout = UInt32(limits.idle)
    unsafe options.memory = limits.header
    unsafe options.context = Unmanaged.passRetained(rim).toOpaque()
    unsafe options.target = { context, target, _ in
      guard let rim = unsafe Rim.of(context) else { return nil }
      let exchange = unsafe Exchange(target: target, limits: rim.limits, proxy: rim.proxy)
      return unsafe Unmanaged.passRetained(exchange).toOpaque()
    }
    unsafe options.handler = {
      context, connection, _, method, version, upload, uploadSize, exchange in
      guard let rim = unsafe Rim.of(context), let size = unsafe uploadSize,
        let pointer = unsafe exchange?.pointee
      else { return trasse_http_no() }
      let exchange = unsafe Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
      return unsafe rim.handle(exchange, connection, method, version, upload, size)
    }
    unsafe options.completed = { context, connection, exchange, _ in
      if let pointer = unsafe exchange?.pointee {
        unsafe Unmanaged<Exchange>.fromOpaque(pointer).release()
        unsafe exchange?.pointee = nil
      }
      unsafe Rim.of(context)?.completed(connection)
    }
    unsafe options.connection = { context, connection, socketContext, code in
      guard let rim = unsafe Rim.of(context), let place = unsafe socketContext else { return }
      if trasse_http_is_start(code) != 0 {
        unsafe place.pointee = rim.opened(connection)
      } else {
        unsafe rim.closed(place.pointee)
        unsafe place.pointee = nil
      }
    }
    guard let daemon = unsafe trasse_http_start(&options) else { throw StartFailure() }
    unsafe self.daemon = daemon
    self.rim = rim
  }

  /// How many connections are open.
  public var connections: Int { Int(unsafe trasse_http_connections(daemon)) }

  /// Cuts off clients that take too long; to be called about once a second.
  public func closeLateConnections() { rim.watch.shutLate() }

  /// Takes no further connection, answers what has been asked, and ends; once only.
  ///
  /// - Parameter seconds: how long the answers may take.
  public func drain(within seconds: Int) {
    guard !rim.isDraining.exchange(true, ordering: .relaxed) else { return }
    let listener = unsafe MHD_quiesce_daemon(daemon)
    let end = ConnectionWatch.now + seconds
    while connections > 0, ConnectionWatch.now < end {
      usleep(20_000)
      closeLateConnections()
    }
    unsafe MHD_stop_daemon(daemon)
    unsafe Unmanaged.passUnretained(rim).release()
    if listener >= 0 { close(listener) }
  }
}

/// What the library's threads call.
private final class Rim: Sendable {
  let responder: any Responder
  let limits: HTTPServer.Limits
  let proxy: ForwardedClient?
  let watch = ConnectionWatch()
  let isDraining = Atomic(false)

  init(responder: any Responder, limits: HTTPServer.Limits, proxy: ForwardedClient?) {
    self.responder = responder
    self.limits = limits
    self.proxy = proxy
  }

  static func of(_ context: UnsafeMutableRawPointer?) -> Rim? {
    unsafe context.map { unsafe Unmanaged<Rim>.fromOpaque($0).takeUnretainedValue() }
  }

  func opened(_ connection: OpaquePointer?) -> UnsafeMutableRawPointer {
    let watched = ConnectionWatch.Connection(
      socket: unsafe trasse_http_socket(connection), seconds: limits.request)
    watch.opened(watched)
    return unsafe Unmanaged.passRetained(watched).toOpaque()
  }

  func closed(_ context: UnsafeMutableRawPointer?) {
    guard let context = unsafe context else { return }
    let watched = unsafe Unmanaged<ConnectionWatch.Connection>.fromOpaque(context)
    watch.closed(unsafe watched.takeUnretainedValue())
    unsafe watched.release()
  }

  func completed(_ connection: OpaquePointer?) {
    unsafe allow(connection, seconds: isDraining.load(ordering: .relaxed) ? 2 : limits.request)
  }

  private func allow(_ connection: OpaquePointer?, seconds: Int) {
    guard let context = unsafe trasse_http_socket_context(connection) else { return }
    unsafe Unmanaged<ConnectionWatch.Connection>.fromOpaque(context).takeUnretainedValue()
      .allow(seconds: seconds)
  }

  /// The library calls this once with the header, then with each part of the content, and once
  /// without any more.
  func handle(
    _ exchange: Exchange, _ connection: OpaquePointer?, _ method: UnsafePointer<CChar>?,
    _ version: UnsafePointer<CChar>?, _ upload: UnsafePointer<CChar>?,
    _ size: UnsafeMutablePointer<Int>
  ) -> MHD_Result {
    do throws(RequestFault) {
      guard exchange.isBegun else {
        try unsafe exchange.begin(connection, method: method, version: version)
        unsafe allow(connection, seconds: limits.request)
        return trasse_http_yes()
      }
      let count = unsafe size.pointee
      if count > 0, let upload = unsafe upload {
        unsafe upload.withMemoryRebound(to: UInt8.self, capacity: count) {
          unsafe exchange.append(UnsafeBufferPointer(start: $0, count: count))
        }
        unsafe size.pointee = 0
        return trasse_http_yes()
      }
      let request = try exchange.request()
      return unsafe send(
        responder.respond(to: request).finished(for: request), on: connection, isLast: false)
    } catch {
      return unsafe send(Response(error), on: connection, isLast: true)
    }
  }

  private func send(_ response: Response, on connection: OpaquePointer?, isLast: Bool) -> MHD_Result
  {
    unsafe allow(connection, seconds: limits.answer)
    let made = unsafe response.body.withUnsafeBytes {
      unsafe trasse_http_response($0.count, $0.baseAddress)
    }
    guard let made = unsafe made else { return trasse_http_no() }
    defer { unsafe MHD_destroy_response(made) }
    for field in response.headers {
      // As they lie in memory: passed as texts they would be copied.
      unsafe field.name.withCString { name in
        _ = unsafe field.value.withCString { unsafe MHD_add_response_header(made, name, $0) }
      }
    }
    if isLast || isDraining.load(ordering: .relaxed) {
      _ = unsafe MHD_add_response_header(made, "Connection", "close")
    }
    return unsafe MHD_queue_response(connection, UInt32(response.status.code), made)
  }
}
