import COpenSSL

/// SHA-256 (FIPS 180-4) over bytes as they come, by OpenSSL's libcrypto.
@safe public struct Digest: ~Copyable {
  private let context: OpaquePointer

  /// Starts with no bytes.
  public init() {
    guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    unsafe self.context = context
    _ = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  /// Starts again with no bytes; cheaper than a new digest.
  public mutating func restart() {
    _ = unsafe EVP_DigestInit_ex(context, nil, nil)
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
  }

  /// Adds bytes.
  public mutating func add(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { buffer in
      _ = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
    }
  }

  /// Adds a text as UTF-8.
  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      _ = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
    }
  }

  /// The digest of everything added, in lower-case hexadecimal; to go on, ``restart()``.
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

  /// The digest of a text.
  public static func sha256(_ text: String) -> String {
    var digest = Digest()
    digest.add(text)
    return digest.hexadecimal()
  }
}
