import Hashing

/// Tags by which a client asks whether its copy is still right (RFC 9110, 8.8.3).
enum EntityTag {
  /// The tag of some content: weak, as the same content is sent packed and plain.
  ///
  /// - Complexity: O(n).
  static func of(_ body: [UInt8]) -> String {
    var hash = FNV1a()
    hash.add(contentsOf: body)
    return "W/\"\(String(hash.value, radix: 16))-\(String(body.count, radix: 16))\""
  }

  /// Whether a request says that it has content of this tag.
  static func matches(_ tag: String, _ headers: HeaderFields) -> Bool {
    let opaque = tag.dropFirst(2)
    return headers.list("if-none-match").contains { given in
      given == "*" || (given.hasPrefix("W/") ? given.dropFirst(2) : given[...]) == opaque
    }
  }
}
