import Foundation
import PublicProjection
import Synchronization

/// The file that reports are added to, one JSON document a line; nothing in it is ever changed.
///
/// A line is on the disk before the sender is thanked. Only the server's user may read it.
final class ReportFile: Sendable {
  private let path: String
  private let turn = Mutex(())

  init(path: String) { self.path = path }

  /// Adds a report.
  ///
  /// - Returns: whether it is on the disk.
  func add(_ report: ErrorReport) -> Bool {
    turn.withLock { _ in
      let descriptor = unsafe open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return false }
      defer { close(descriptor) }
      // Half a line, left by a full disk or a loss of power, must not swallow this one.
      let line = (Self.endsALine(descriptor) ? [] : [UInt8(ascii: "\n")]) + report.line
      let count = unsafe line.withUnsafeBytes { bytes in
        unsafe write(descriptor, bytes.baseAddress, bytes.count)
      }
      return count == line.count && fsync(descriptor) == 0
    }
  }

  /// Whether the file is empty or its last byte is a line feed.
  private static func endsALine(_ descriptor: Int32) -> Bool {
    let end = lseek(descriptor, 0, SEEK_END)
    guard end > 0 else { return true }
    var last: UInt8 = 0
    return unsafe pread(descriptor, &last, 1, end - 1) == 1 && last == UInt8(ascii: "\n")
  }
}
