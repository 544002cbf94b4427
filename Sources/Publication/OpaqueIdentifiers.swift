import Hashing
import NetworkModel
import ProjectStore

/// Creates opaque identifiers of addresses.
///
/// They are the same in every release, but without the key nobody can determine the source object.
///
/// An identifier consists of the first 80 bits of the HMAC-SHA-256 (RFC 2104) of the identifier in
/// the project, in hexadecimal.
struct OpaqueIdentifiers {
  private let inner: [UInt8]
  private let outer: [UInt8]

  /// - Parameter key: 32 bytes in hexadecimal.
  init(key: String) {
    let bytes = Self.bytes(key) + [UInt8](repeating: 0, count: 32)
    inner = bytes.map { $0 ^ 0x36 }
    outer = bytes.map { $0 ^ 0x5C }
  }

  /// The opaque identifier of an address.
  func name(of id: AddressID) -> String {
    var digest = SHA256()
    digest.add(inner)
    digest.add(id.rawValue)
    let hash = Self.bytes(digest.hexadecimal())
    digest.restart()
    digest.add(outer)
    digest.add(hash)
    return String(digest.hexadecimal().prefix(20))
  }

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}
