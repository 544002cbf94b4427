/// The 64-bit hash FNV-1a: fast, the same on every machine, and no protection against intent.
///
/// Source: Fowler, Noll and Vo (RFC 9923).
public struct FNV1a: Sendable {
  /// The hash of everything added.
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash as 16 hexadecimal digits in lower case.
  public var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Starts with no bytes.
  public init() {}

  /// Adds one byte.
  public mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// Adds bytes, for example a text's `utf8`.
  public mutating func add(contentsOf bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  /// Adds the eight bytes of a number, the least significant first.
  public mutating func add(_ number: Int64) {
    let bits = UInt64(bitPattern: number)
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      add(UInt8(truncatingIfNeeded: bits >> shift))
    }
  }
}
