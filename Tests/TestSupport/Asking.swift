import Foundation
public import HTTPServing

extension Responder {
  /// The whole answer to a request, as the socket's side sends it.
  public func send(
    _ method: Request.Method, _ target: String, _ fields: [(String, String)] = [],
    body: String = "", client: String? = nil
  ) throws -> Response {
    var headers = HeaderFields()
    for (name, value) in [("Host", "netz.example")] + fields {
      try headers.append(name: name, value: value)
    }
    let request = Request(
      method: method, target: try RequestTarget(target), headers: headers, body: Array(body.utf8),
      client: client.flatMap { ClientPrefix($0) })
    return respond(to: request).finished(for: request)
  }

  /// The whole answer to a reading request.
  public func get(
    _ target: String, _ fields: [(String, String)] = [], client: String? = nil
  ) throws -> Response {
    try send(.get, target, fields, client: client)
  }
}

extension Response {
  /// The content as a text.
  public var text: String { String(decoding: body, as: UTF8.self) }

  /// Status, header and content as they are kept in git.
  public var transcript: String {
    "\(status.code) \(status.phrase)\n"
      + headers.map { "\($0.name): \($0.value)\n" }.joined() + "\n" + text
  }

  /// The content as a JSON object.
  public func object() throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:]
  }
}
