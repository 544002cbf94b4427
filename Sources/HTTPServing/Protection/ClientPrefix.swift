import Glibc

/// The network of a client: an IPv4 /24 or an IPv6 /56 prefix, as usually assigned to customers.
///
/// The complete address is not stored, so that requests cannot be attributed to a person.
public struct ClientPrefix: Hashable, Sendable {
  /// The prefix as a number.
  ///
  /// The numbers of the two address families are disjoint.
  let key: UInt64

  /// The network of an address in the form `192.0.2.7`, `2001:db8::1`, `[2001:db8::1]:80` or
  /// `192.0.2.7:80`; `nil` for any other text.
  public init?(_ text: String) {
    var host = text[...]
    if host.first == "[" {
      host = host.dropFirst().prefix { $0 != "]" }
    } else if host.count(where: { $0 == ":" }) == 1 {
      host = host.prefix { $0 != ":" }
    }
    var short = in_addr()
    if unsafe inet_pton(AF_INET, String(host), &short) == 1 {
      self.init(version4: UInt32(bigEndian: short.s_addr))
      return
    }
    var long = in6_addr()
    guard unsafe inet_pton(AF_INET6, String(host), &long) == 1 else { return nil }
    self.init(version6: long)
  }

  /// The network of the remote end of a socket.
  init?(_ address: UnsafePointer<sockaddr>?) {
    guard let address = unsafe address else { return nil }
    switch Int32(unsafe address.pointee.sa_family) {
    case AF_INET:
      let short = unsafe UnsafeRawPointer(address).load(as: sockaddr_in.self)
      self.init(version4: UInt32(bigEndian: short.sin_addr.s_addr))
    case AF_INET6:
      let long = unsafe UnsafeRawPointer(address).load(as: sockaddr_in6.self)
      self.init(version6: long.sin6_addr)
    default: return nil
    }
  }

  private init(key: UInt64) { self.key = key }

  private init(version4 address: UInt32) { self.init(key: UInt64(address >> 8)) }

  private init(version6 address: in6_addr) {
    let words = unsafe withUnsafeBytes(of: address) { bytes in
      unsafe (
        bytes.loadUnaligned(as: UInt64.self).bigEndian,
        bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self).bigEndian
      )
    }
    // An IPv4 client of a dual-stack socket has an address of the form ::ffff:a.b.c.d.
    if words.0 == 0, words.1 >> 32 == 0xFFFF {
      self.init(version4: UInt32(truncatingIfNeeded: words.1))
    } else {
      self.init(key: 1 << 63 | words.0 >> 8)
    }
  }
}
