/// The header field in which a reverse proxy states the client's address.
///
/// Only the last entry is used, because it was added by the nearest proxy; earlier entries may be
/// forged by the client. Only the configured field is read, because the proxy may pass the other
/// one on unchanged.
public enum ForwardedClient: String, Sendable, Decodable {
  /// RFC 7239.
  case forwarded
  /// The non-standard field `X-Forwarded-For`.
  case xForwardedFor = "x-forwarded-for"

  /// The network of the client; `nil` if the field is absent or contains no address.
  func prefix(in headers: HeaderFields) -> ClientPrefix? {
    guard let last = headers.list(rawValue).last else { return nil }
    switch self {
    case .xForwardedFor: return ClientPrefix(last)
    case .forwarded:
      for pair in last.split(separator: ";").map(\.trimmed)
      where pair.lowercased().hasPrefix("for=") {
        return ClientPrefix(pair.dropFirst(4).filter { $0 != "\"" })
      }
      return nil
    }
  }
}
