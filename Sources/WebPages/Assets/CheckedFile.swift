import FoundationEssentials
import Hashing

/// A file that is served only if its hash is the expected one.
public struct CheckedFile: Sendable, Decodable {
  /// The path of the file.
  public let path: String
  /// The expected SHA-256 in hexadecimal digits.
  public let sha256: String

  /// Describes a file.
  public init(path: String, sha256: String) {
    self.path = path
    self.sha256 = sha256
  }

  /// Why a file is not served.
  public enum Fault: Error, Hashable, Sendable {
    /// The file cannot be read.
    case unreadable(path: String)
    /// The content has another hash than the expected one.
    case otherHash(path: String)
  }

  /// The content.
  ///
  /// - Throws: ``Fault`` if the file cannot be read or has another hash.
  package func content() throws(Fault) -> [UInt8] {
    guard let content = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path)
    }
    let bytes = Array(content)
    guard SHA256.hexadecimal(of: bytes) == sha256.lowercased() else {
      throw .otherHash(path: path)
    }
    return bytes
  }
}
