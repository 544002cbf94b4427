import Foundation
import HTTPServing
import PublicProjection
import Synchronization

/// What somebody says is wrong.
struct Report {
  /// What kind of error: the closed list.
  enum Kind: String, CaseIterable {
    case wrongClass = "wrong_class"
    case wrongPlace = "wrong_place"
    case missing
    case gone
    case other
  }

  let kind: Kind
  /// The opaque id of an address on file.
  let id: String?
  /// The address as typed, where it is not on file.
  let address: String?
  let message: String
  let contact: String

  /// The line it is kept as.
  func line(receivedAt time: String) -> [UInt8] {
    var line = JSONLine()
    line.object { object in
      object.member("received", time)
      object.member("kind", kind.rawValue)
      object.member("address_id", id)
      object.member("address", address)
      object.member("message", message)
      object.member("contact", contact)
    }
    return line.bytes + [UInt8(ascii: "\n")]
  }
}

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
  func add(_ report: Report, receivedAt time: Date = Date()) -> Bool {
    let line = report.line(receivedAt: time.formatted(.iso8601))
    return turn.withLock { _ in
      let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return false }
      defer { close(descriptor) }
      let count = unsafe line.withUnsafeBytes { bytes in
        unsafe write(descriptor, bytes.baseAddress, bytes.count)
      }
      return count == line.count && fsync(descriptor) == 0
    }
  }
}
