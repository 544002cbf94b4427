import FoundationEssentials
import Glibc

/// A new folder that only this user can enter; it is removed with this value.
final class ReaderFolder {
  let path: String

  /// Creates the folder where `TMPDIR` says, or else in `/tmp`; `nil` if that is impossible.
  init?() {
    let parent = FileManager.default.temporaryDirectory.path
    var template = Array("\(parent)/trasse-reader-XXXXXX".utf8CString)
    guard
      let path = unsafe template.withUnsafeMutableBufferPointer({ buffer in
        unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
      })
    else { return nil }
    self.path = path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file.
  ///
  /// - Returns: whether it was written.
  func write(_ bytes: [UInt8], to name: String) -> Bool {
    FileManager.default.createFile(atPath: "\(path)/\(name)", contents: Data(bytes))
  }
}
