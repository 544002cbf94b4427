import Hashing

/// Entity tags, with which a client checks whether its copy is current (RFC 9110, 8.8.3).
enum EntityTag {
  /// The tag of some content.
  ///
  /// The tag is weak, because the same content is sent compressed and uncompressed.
  ///
  /// - Complexity: O(n).
  static func of(_ body: [UInt8]) -> String {
    var hash = FNV1a()
    hash.add(contentsOf: body)
    return "W/\"\(String(hash.value, radix: 16))-\(String(body.count, radix: 16))\""
  }

  /// Whether a request lists a tag in `If-None-Match`.
  static func matches(_ tag: String, _ headers: HeaderFields) -> Bool {
    let opaque = tag.dropFirst(2)
    return headers.list("if-none-match").contains { listed in
      listed == "*" || (listed.hasPrefix("W/") ? listed.dropFirst(2) : listed[...]) == opaque
    }
  }
}
