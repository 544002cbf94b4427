import Foundation
import PublicProjection
import Synchronization
import TextFormats

/// The file to which reports are appended, one JSON document per line.
///
/// Existing lines are never changed.
///
/// A line is written to the disk before the sender receives the confirmation. Only the user of the
/// server may read the file.
final class ReportFile: Sendable {
  private let path: String
  private let lock = Mutex(())

  init(path: String) { self.path = path }

  /// Appends a report.
  ///
  /// - Returns: whether it was written to the disk.
  func add(_ report: ErrorReport) -> Bool {
    lock.withLock { _ in
      // To write into a pipe can wait for ever.
      guard FileKind(atPath: path) != .other else { return false }
      let descriptor = unsafe open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return false }
      defer { close(descriptor) }
      // An incomplete line, left by a full disk or a power failure, must not be joined with this
      // line.
      let line = (Self.endsWithLineFeed(descriptor) ? [] : [UInt8(ascii: "\n")]) + report.line
      let count = unsafe line.withUnsafeBytes { bytes in
        unsafe write(descriptor, bytes.baseAddress, bytes.count)
      }
      return count == line.count && fsync(descriptor) == 0
    }
  }

  /// Whether the file is empty or ends with a line feed.
  private static func endsWithLineFeed(_ descriptor: Int32) -> Bool {
    let end = lseek(descriptor, 0, SEEK_END)
    guard end > 0 else { return true }
    var last: UInt8 = 0
    return unsafe pread(descriptor, &last, 1, end - 1) == 1 && last == UInt8(ascii: "\n")
  }
}
