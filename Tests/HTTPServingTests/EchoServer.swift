import HTTPServing
import Synchronization

/// Responds with a description of the request as the service received it.
struct Echo: Responder {
  func respond(to request: Request) -> Response {
    let pairs = request.target.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    let text =
      "\(request.method.rawValue) \(request.target.path.joined(separator: "|")) \(pairs) "
      + "\(request.body.count), \(request.headers.count) fields\n"
    return Response(type: "text/plain; charset=utf-8", Array(text.utf8), caching: .revalidated)
  }
}

/// A server on a free port, which is stopped at the end of the test.
final class EchoServer: Sendable {
  let port: UInt16
  let server: HTTPServer

  init(_ limits: HTTPServer.Limits = HTTPServer.Limits()) throws {
    let listener = try Listener(address: "127.0.0.1", port: 0)
    port = listener.port
    server = try HTTPServer(listener, threads: 2, limits: limits, responder: Echo())
  }

  deinit { server.drain(within: 1) }

  /// The response to some bytes, up to the close of the connection.
  func answer(to text: String) -> String { answer(to: Array(text.utf8)) }

  func answer(to bytes: [UInt8]) -> String {
    let client = RawClient(port: port)
    client.send(bytes)
    return client.receive()
  }

  /// The status of the first response to some bytes; `nil` if the server closes without one.
  func status(of text: String) -> Int? { Self.status(answer(to: text)) }

  static func status(_ answer: String) -> Int? {
    let words = answer.prefix { $0 != "\r\n" }.split(separator: " ")
    return words.count > 1 ? Int(words[1]) : nil
  }
}
