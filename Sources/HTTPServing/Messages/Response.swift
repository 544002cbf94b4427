import Compression
import TextFormats

/// A response as created by the core of a service.
public struct Response: Sendable {
  /// How long a response may be cached (RFC 9111).
  public enum Caching: Hashable, Sendable {
    /// Not at all. This is used for responses that contain user input.
    case never
    /// It may be cached, but must be revalidated before each use.
    case revalidated
    /// The same, but only by the browser of the user.
    case privately
    /// For a number of seconds.
    case seconds(Int)
    /// For ever. The URL changes with the content.
    case forever

    fileprivate var directives: String {
      switch self {
      case .never: "no-store"
      case .revalidated: "no-cache"
      case .privately: "private, no-cache"
      case .seconds(let seconds): "public, max-age=\(seconds)"
      case .forever: "public, max-age=31536000, immutable"
      }
    }
  }

  /// A header field.
  public struct Field: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The value.
    public let value: String

    /// Creates a field.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The status.
  public var status: Status
  /// The header fields, without those added by the HTTP library.
  public var headers: [Field]
  /// The content.
  public var body: [UInt8]
  private var caching: Caching
  private var entityTag: String?
  private var gzipped: [UInt8]?

  /// Creates a response with content.
  public init(_ status: Status = .ok, type: String, _ body: [UInt8], caching: Caching = .never) {
    self.status = status
    self.body = body
    self.caching = caching
    headers = [
      Field("Content-Type", type), Field("Cache-Control", caching.directives),
      Field("X-Content-Type-Options", "nosniff"),
    ]
  }

  /// Creates a response without content.
  public init(_ status: Status, headers: [Field]) {
    self.status = status
    self.headers = headers
    body = []
    caching = .never
  }

  /// Creates the response to a rejected request: a problem document (RFC 9457).
  public init(_ fault: RequestFault) {
    var json = JSONWriter()
    json.object { object in
      object.member("type", "about:blank")
      object.member("title", fault.status.phrase)
      object.member("status", fault.status.code)
      object.member("detail", fault.detail)
    }
    self.init(fault.status, type: "application/problem+json", json.bytes)
    if let seconds = fault.retryAfter { add("Retry-After", String(seconds)) }
  }

  /// Adds a header field.
  public mutating func add(_ name: String, _ value: String) {
    headers.append(Field(name, value))
  }

  /// The value of a field.
  public subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The response with its entity tag and its compressed content computed in advance, for content
  /// that is sent often.
  public func prepared() -> Response {
    var result = self
    result.entityTag = EntityTag.of(body)
    result.gzipped = compressed
    return result
  }

  /// The response that is sent for a request: status 304 if the client's copy is current, and
  /// compressed content if it is smaller.
  public func finished(for request: Request) -> Response {
    var result = self
    guard status == .ok, request.method == .get || request.method == .head else { return result }
    if caching != .never {
      let tag = entityTag ?? EntityTag.of(body)
      result.add("ETag", tag)
      if EntityTag.matches(tag, request.headers) {
        result.status = .notModified
        result.body = []
        result.headers.removeAll { $0.name == "Content-Type" }
        return result
      }
    }
    guard isCompressible else { return result }
    result.add("Vary", "Accept-Encoding")
    if Preference.accepts("gzip", in: request.headers.list("accept-encoding")),
      let compressed = gzipped ?? compressed
    {
      result.body = compressed
      result.add("Content-Encoding", "gzip")
    }
    return result
  }

  private var isCompressible: Bool {
    guard body.count >= 1024, let type = self["Content-Type"] else { return false }
    return type.hasPrefix("text/") || type.contains("json") || type.contains("javascript")
      || type.contains("mapbox")
  }

  private var compressed: [UInt8]? {
    // Levels above 5 take twice the time and save only one per cent of the size.
    guard isCompressible, let result = Gzip.compress(body, level: 5), result.count < body.count
    else { return nil }
    return result
  }
}
