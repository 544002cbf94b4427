import CMicroHTTPD
import Glibc
import Synchronization

/// An HTTP server based on libmicrohttpd, with several threads that each have their own epoll loop.
///
/// The server passes complete requests to a ``Responder`` and sends its responses. Invalid requests
/// are rejected by the library or by this module before they reach the responder.
@safe public final class HTTPServer: Sendable {
  /// Limits on the size and duration of requests.
  public struct Limits: Hashable, Sendable {
    /// The maximum number of bytes of the target.
    public var target = 4096
    /// The maximum number of bytes of target and header together.
    public var header = 16_384
    /// The maximum number of header fields.
    public var fields = 64
    /// The maximum number of bytes of the content.
    public var body = 16_384
    /// The maximum number of connections.
    public var connections = 4096
    /// The maximum number of connections from one address; 0 for no limit, as behind a proxy.
    public var connectionsPerAddress = 64
    /// The maximum number of seconds without receiving a byte.
    public var idle = 10
    /// The maximum number of seconds for receiving the header, and again for the content.
    public var request = 20
    /// The maximum number of seconds for sending a response.
    public var answer = 120

    /// The default limits, suitable for a public service.
    public init() {}
  }

  /// The server could not be started.
  public struct StartFailure: Error {}

  // The library synchronises access to the daemon.
  nonisolated(unsafe) private let daemon: OpaquePointer
  private let callbacks: Callbacks

  /// Starts the server.
  ///
  /// - Parameters:
  ///   - listener: the socket; it is closed together with the server.
  ///   - threads: the number of threads.
  ///   - limits: the limits on requests.
  ///   - proxy: the header field in which a reverse proxy states the client's address; `nil`
  ///     without a proxy.
  ///   - responder: the service.
  /// - Throws: ``StartFailure``.
  public init(
    _ listener: Listener, threads: Int, limits: Limits = Limits(), proxy: ForwardedClient? = nil,
    responder: any Responder
  ) throws(StartFailure) {
    let callbacks = Callbacks(responder: responder, limits: limits, proxy: proxy)
    var options = unsafe trasse_http_options()
    unsafe options.listener = listener.descriptor
    unsafe options.threads = UInt32(threads)
    unsafe options.connections = UInt32(limits.connections)
    unsafe options.connections_per_address = UInt32(limits.connectionsPerAddress)
    unsafe options.timeout = UInt32(limits.idle)
    unsafe options.memory = limits.header
    unsafe options.context = Unmanaged.passRetained(callbacks).toOpaque()
    unsafe options.target = { context, target, _ in
      guard let callbacks = unsafe Callbacks.of(context) else { return nil }
      let exchange = unsafe Exchange(
        target: target, limits: callbacks.limits, proxy: callbacks.proxy)
      return unsafe Unmanaged.passRetained(exchange).toOpaque()
    }
    unsafe options.handler = {
      context, connection, _, method, version, upload, uploadSize, exchange in
      guard let callbacks = unsafe Callbacks.of(context), let size = unsafe uploadSize,
        let pointer = unsafe exchange?.pointee
      else { return trasse_http_no() }
      let exchange = unsafe Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
      return unsafe callbacks.handle(exchange, connection, method, version, upload, size)
    }
    unsafe options.completed = { context, connection, exchange, _ in
      if let pointer = unsafe exchange?.pointee {
        unsafe Unmanaged<Exchange>.fromOpaque(pointer).release()
        unsafe exchange?.pointee = nil
      }
      unsafe Callbacks.of(context)?.completed(connection)
    }
    unsafe options.connection = { context, connection, socketContext, code in
      guard let callbacks = unsafe Callbacks.of(context), let slot = unsafe socketContext else {
        return
      }
      if trasse_http_is_start(code) != 0 {
        unsafe slot.pointee = callbacks.opened(connection)
      } else {
        unsafe callbacks.closed(slot.pointee)
        unsafe slot.pointee = nil
      }
    }
    guard let daemon = unsafe trasse_http_start(&options) else { throw StartFailure() }
    unsafe self.daemon = daemon
    self.callbacks = callbacks
  }

  /// The number of open connections.
  public var connections: Int { Int(unsafe trasse_http_connections(daemon)) }

  /// Closes connections of clients that take too long.
  ///
  /// It must be called about once a second.
  public func closeLateConnections() { callbacks.watch.shutLate() }

  /// Stops accepting connections, completes the current responses, and stops the server.
  ///
  /// Further calls have no effect.
  ///
  /// - Parameter seconds: the maximum time for completing the responses.
  public func drain(within seconds: Int) {
    guard !callbacks.isDraining.exchange(true, ordering: .relaxed) else { return }
    let listener = unsafe MHD_quiesce_daemon(daemon)
    let end = ConnectionWatch.now + seconds
    while connections > 0, ConnectionWatch.now < end {
      usleep(20_000)
      closeLateConnections()
    }
    unsafe MHD_stop_daemon(daemon)
    unsafe Unmanaged.passUnretained(callbacks).release()
    if listener >= 0 { close(listener) }
  }
}

/// The functions that the threads of the library call.
private final class Callbacks: Sendable {
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

  static func of(_ context: UnsafeMutableRawPointer?) -> Callbacks? {
    unsafe context.map { unsafe Unmanaged<Callbacks>.fromOpaque($0).takeUnretainedValue() }
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

  /// The library calls this method once after the header, once for each block of the content, and
  /// once at the end.
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
      // Passed as C strings, since passing Swift strings would copy them.
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
