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
  package struct Fault: Error, CustomStringConvertible {
    /// The file, what is wrong and how to fix it.
    package let description: String
  }

  /// The content.
  ///
  /// - Throws: ``Fault`` if the file cannot be read or has another hash.
  package func content() throws(Fault) -> [UInt8] {
    guard let content = FileManager.default.contents(atPath: path) else {
      throw Fault(description: "\(path) cannot be read. Fix: run scripts/setup --map.")
    }
    let bytes = Array(content)
    guard SHA256.hexadecimal(of: bytes) == sha256.lowercased() else {
      throw Fault(
        description: "\(path) has another SHA-256 than is asked for. "
          + "Fix: check where the file comes from, and fetch it with scripts/setup --map.")
    }
    return bytes
  }
}
