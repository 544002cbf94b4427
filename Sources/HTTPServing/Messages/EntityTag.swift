/// Tags by which a client asks whether its copy is still right (RFC 9110, 8.8.3).
enum EntityTag {
  /// The tag of some content: weak, as the same content is sent packed and plain.
  ///
  /// - Complexity: O(n). Source: Fowler, Noll and Vo 1991 (FNV-1a, 64 bits).
  static func of(_ body: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in body { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return "W/\"\(String(hash, radix: 16))-\(String(body.count, radix: 16))\""
  }

  /// Whether a request says that it has content of this tag.
  static func matches(_ tag: String, _ headers: HeaderFields) -> Bool {
    let opaque = tag.dropFirst(2)
    return headers.list("if-none-match").contains { given in
      given == "*" || (given.hasPrefix("W/") ? given.dropFirst(2) : given[...]) == opaque
    }
  }
}
