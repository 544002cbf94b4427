import CMicroHTTPD
import Glibc

/// A request that is being received.
final class Exchange {
  private let limits: HTTPServer.Limits
  private let proxy: ForwardedClient?
  private let target: Result<String, RequestFault>
  /// Where the target is in the receive buffer.
  private let targetPlace: Range<UInt>
  private var head: Head?
  private var body: [UInt8] = []

  private struct Head {
    let method: Request.Method
    let target: RequestTarget
    let headers: HeaderFields
    let client: ClientPrefix?
  }

  init(target: UnsafePointer<CChar>?, limits: HTTPServer.Limits, proxy: ForwardedClient?) {
    self.limits = limits
    self.proxy = proxy
    guard let target = unsafe target else {
      self.target = .failure(RequestFault(.badRequest, "a target is required"))
      targetPlace = 0..<0
      return
    }
    let text = unsafe String(cString: target)
    let start = UInt(bitPattern: target)
    targetPlace = unsafe start..<start + UInt(strlen(target))
    self.target =
      text.utf8.count <= limits.target
      ? .success(text)
      : .failure(RequestFault(.targetTooLong, "a target may have at most \(limits.target) bytes"))
  }

  /// Whether the header has been read.
  var isBegun: Bool { head != nil }

  /// Reads the header.
  ///
  /// Rejects requests that the library accepts but this server does not support.
  func begin(
    _ connection: OpaquePointer?, method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?
  ) throws(RequestFault) {
    var lines = unsafe HeaderLines(after: version)
    unsafe withUnsafeMutablePointer(to: &lines) { pointer in
      unsafe trasse_http_header(
        connection,
        { context, _, name, nameSize, value, valueSize in
          unsafe context?.assumingMemoryBound(to: HeaderLines.self).pointee.append(
            UnsafeBufferPointer(start: name, count: nameSize),
            UnsafeBufferPointer(start: value, count: valueSize))
          return trasse_http_yes()
        }, pointer)
    }
    let headers = try lines.fields()
    guard let method = unsafe method, let version = unsafe version,
      unsafe ReceivedHeader(
        method: method, size: trasse_http_header_size(connection), version: version,
        target: targetPlace
      ).isFree(fields: headers.count)
    else { throw RequestFault(.badRequest, "a header contains control characters") }
    guard headers.count <= limits.fields else {
      throw RequestFault(
        .headerTooLarge, "a request may have at most \(limits.fields) header fields")
    }
    try Request.checkFraming(headers)
    if let length = headers["content-length"], Int(length).map({ $0 > limits.body }) ?? true {
      throw tooLarge
    }
    let direct = unsafe ClientPrefix(trasse_http_client(connection))
    let name = unsafe String(cString: method)
    head = Head(
      method: Request.Method(rawValue: name) ?? .other, target: try RequestTarget(target.get()),
      headers: headers, client: proxy?.prefix(in: headers) ?? direct)
  }

  /// Appends a block of the content.
  func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    // Content beyond the limit is read and discarded, so that the response can be sent.
    if body.count <= limits.body { unsafe body.append(contentsOf: bytes) }
  }

  /// The complete request.
  func request() throws(RequestFault) -> Request {
    guard let head else { throw RequestFault(.badRequest, "a header is required") }
    guard body.count <= limits.body else { throw tooLarge }
    return Request(
      method: head.method, target: head.target, headers: head.headers, body: body,
      client: head.client)
  }

  private var tooLarge: RequestFault {
    RequestFault(.contentTooLarge, "the content may have at most \(limits.body) bytes")
  }
}

/// The header fields in the order in which they were received, with a check of the line ends.
///
/// The library also accepts a single carriage return or line feed as the end of a line. Since it
/// stores the fields in the receive buffer, this can be detected: there is one byte instead of two
/// between adjacent fields. Programs that treat these lines as one would allow request smuggling
/// (RFC 9112, 2.2), so the request is rejected.
private struct HeaderLines {
  private var headers = HeaderFields()
  private var fault: RequestFault?
  private var end: UInt?

  init(after version: UnsafePointer<CChar>?) {
    end = unsafe version.map { unsafe UInt(bitPattern: $0) + UInt(strlen($0)) }
  }

  mutating func append(
    _ name: UnsafeBufferPointer<CChar>, _ value: UnsafeBufferPointer<CChar>
  ) {
    let start = UInt(bitPattern: name.baseAddress)
    if let end, start == end + 1 {
      fault = RequestFault(.badRequest, "lines must end with carriage return and line feed")
    }
    end = unsafe value.baseAddress.map { UInt(bitPattern: $0) + UInt(value.count) }
    let nameText = unsafe Self.text(name)
    let valueText = unsafe Self.text(value)
    do throws(RequestFault) {
      try headers.append(name: nameText, value: valueText.trimmed)
    } catch {
      fault = fault ?? error
    }
  }

  func fields() throws(RequestFault) -> HeaderFields {
    if let fault { throw fault }
    return headers
  }

  private static func text(_ bytes: UnsafeBufferPointer<CChar>) -> String {
    unsafe bytes.withMemoryRebound(to: UInt8.self) {
      unsafe String(decoding: $0, as: UTF8.self)
    }
  }
}
