/// Who asked a proxy, by what the proxy nearest to us says.
///
/// Only the last entry counts: those before it were written by whoever spoke to the proxy. Only one
/// of the two fields is read, the one that the proxy is known to set, as it may hand on the other.
public enum ForwardedClient: String, Sendable, Decodable {
  /// RFC 7239.
  case forwarded
  /// The field of older proxies.
  case xForwardedFor = "x-forwarded-for"

  /// The network of the client; `nil` where the field is absent or holds no address.
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
