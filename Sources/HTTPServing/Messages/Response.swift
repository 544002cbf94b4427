import Compression
import TextFormats

/// One answer as the core makes it.
public struct Response: Sendable {
  /// How long others may keep an answer (RFC 9111).
  public enum Caching: Hashable, Sendable {
    /// Not at all: answers that hold what somebody typed.
    case never
    /// As long as it is asked about each time.
    case revalidated
    /// The same, by the reader's own program alone.
    case privately
    /// For some seconds.
    case seconds(Int)
    /// For ever: the name changes with the content.
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

  /// One field of the header.
  public struct Field: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The value.
    public let value: String

    /// Describes a field.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The status.
  public var status: Status
  /// The header, without what the socket's side adds.
  public var headers: [Field]
  /// The content.
  public var body: [UInt8]
  private var caching: Caching
  private var entityTag: String?
  private var gzipped: [UInt8]?

  /// Describes an answer with content.
  public init(_ status: Status = .ok, type: String, _ body: [UInt8], caching: Caching = .never) {
    self.status = status
    self.body = body
    self.caching = caching
    headers = [
      Field("Content-Type", type), Field("Cache-Control", caching.directives),
      Field("X-Content-Type-Options", "nosniff"),
    ]
  }

  /// Describes an answer without content.
  public init(_ status: Status, headers: [Field]) {
    self.status = status
    self.headers = headers
    body = []
    caching = .never
  }

  /// The answer to a request that is refused: a problem document (RFC 9457).
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

  /// Adds a field to the header.
  public mutating func add(_ name: String, _ value: String) {
    headers.append(Field(name, value))
  }

  /// The value of a field.
  public subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The answer with its tag and its packed form made once, for content that is sent often.
  public func prepared() -> Response {
    var result = self
    result.entityTag = EntityTag.of(body)
    result.gzipped = packed
    return result
  }

  /// What is sent for a request: 304 where the client has it already, packed where it helps.
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
    guard isPackable else { return result }
    result.add("Vary", "Accept-Encoding")
    if Preference.accepts("gzip", in: request.headers.list("accept-encoding")),
      let packed = gzipped ?? packed
    {
      result.body = packed
      result.add("Content-Encoding", "gzip")
    }
    return result
  }

  private var isPackable: Bool {
    guard body.count >= 1024, let type = self["Content-Type"] else { return false }
    return type.hasPrefix("text/") || type.contains("json") || type.contains("javascript")
      || type.contains("mapbox")
  }

  private var packed: [UInt8]? {
    // Beyond level 5 the time doubles for one percent of the size.
    guard isPackable, let packed = Gzip.compress(body, level: 5), packed.count < body.count
    else { return nil }
    return packed
  }
}
