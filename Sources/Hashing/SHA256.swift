import COpenSSL

/// The hash SHA-256 (FIPS 180-4) of bytes that are added piece by piece, computed by OpenSSL's
/// libcrypto.
@safe public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// Starts with no bytes.
  public init() {
    guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    unsafe self.context = context
    restart()
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
  }

  /// Starts again with no bytes; cheaper than a new value.
  public mutating func restart() {
    let isStarted = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
    precondition(isStarted == 1, "libcrypto has no SHA-256")
  }

  /// Adds bytes.
  public mutating func add(_ bytes: [UInt8]) {
    unsafe add(bytes.span.bytes)
  }

  /// Adds bytes.
  public mutating func add(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { buffer in
      _ = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
    }
  }

  /// Adds a text in UTF-8.
  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      _ = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
    }
  }

  /// The hash of everything added, in lower-case hexadecimal; ``restart()`` is needed before more
  /// is added.
  public mutating func hexadecimal() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      _ = unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
    }
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
    return unsafe String(unsafeUninitializedCapacity: 64) { text in
      for (index, byte) in bytes.enumerated() {
        unsafe text[2 * index] = digit(byte >> 4)
        unsafe text[2 * index + 1] = digit(byte & 15)
      }
      return 64
    }
  }

  /// The hash of a text in UTF-8, in lower-case hexadecimal.
  public static func hexadecimal(of text: String) -> String {
    var hash = SHA256()
    hash.add(text)
    return hash.hexadecimal()
  }

  /// The hash of bytes, in lower-case hexadecimal.
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.add(bytes)
    return hash.hexadecimal()
  }
}
