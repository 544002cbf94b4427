import COpenSSL

/// SHA-256 (FIPS 180-4) of whole files, by OpenSSL's libcrypto.
enum SHA256 {
  /// The sum in lower-case hexadecimal digits.
  static func hexadecimal(of content: [UInt8]) -> String {
    var sum = [UInt8](repeating: 0, count: 32)
    _ = unsafe content.withUnsafeBytes { bytes in
      unsafe EVP_Digest(bytes.baseAddress, bytes.count, &sum, nil, EVP_sha256(), nil)
    }
    return sum.map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0\(digits)" : digits
    }.joined()
  }
}
