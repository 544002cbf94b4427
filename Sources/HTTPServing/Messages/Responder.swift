/// The core of a service: an answer for each request, without sockets.
public protocol Responder: Sendable {
  /// Answers a request; called from several threads at once.
  func respond(to request: Request) -> Response
}
