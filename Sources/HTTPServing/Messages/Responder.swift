/// The core of a service, which answers requests without knowledge of sockets.
public protocol Responder: Sendable {
  /// Answers a request. The method is called from several threads concurrently.
  func respond(to request: Request) -> Response
}
