import FoundationEssentials
import Glibc

/// A lock of another process on a database, as the system lists it in `/proc/locks`.
package struct DatabaseLock: Hashable, Sendable {
  /// The number of the process.
  package let process: Int32
  /// Whether the process writes; otherwise it reads.
  package let isWriting: Bool

  /// The bytes that SQLite locks: those that a writer reserves, and those that readers share
  /// (https://sqlite.org/src/file/src/os.h, PENDING_BYTE).
  private static let lockBytes: ClosedRange<Int64> = 0x4000_0000...0x4000_01FF
  /// The byte of the file `-shm` that a writer locks in WAL mode
  /// (https://sqlite.org/walformat.html, 2.3.1).
  private static let logBytes: ClosedRange<Int64> = 120...120

  /// The lock of another process on a database; a writer comes before a reader.
  ///
  /// `nil` where there is none, or the system does not list it.
  package static func held(on path: String) -> DatabaseLock? {
    guard let list = FileManager.default.contents(atPath: "/proc/locks") else { return nil }
    let lines = String(decoding: list, as: UTF8.self).split(separator: "\n")
    let locks =
      Self.locks(in: lines, on: path, lockBytes)
      + Self.locks(in: lines, on: path + "-shm", logBytes)
    return locks.first(where: \.isWriting) ?? locks.first
  }

  private static func locks(
    in lines: [Substring], on path: String, _ bytes: ClosedRange<Int64>
  ) -> [DatabaseLock] {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return [] }
    let device = UInt64(status.st_dev)
    let file = FileNumber(
      // The numbers of a device are apart in the value that the system call returns.
      major: (device >> 8) & 0xFFF | (device >> 32) & 0xFFFF_F000,
      minor: device & 0xFF | (device >> 12) & 0xFFFF_FF00, inode: UInt64(status.st_ino))
    return lines.compactMap { line in
      // 1: POSIX  ADVISORY  WRITE 4711 fe:00:131090 1073741825 1073741825
      let words = line.split(separator: " ")
      guard words.count >= 8, words[1] == "POSIX", let process = Int32(words[4]), process > 0,
        process != getpid(), FileNumber(words[5]) == file, let first = Int64(words[6]),
        bytes.contains(first)
      else { return nil }
      return DatabaseLock(process: process, isWriting: words[3] == "WRITE")
    }
  }

  /// The device and inode of a file.
  private struct FileNumber: Equatable {
    let major: UInt64
    let minor: UInt64
    let inode: UInt64

    init(major: UInt64, minor: UInt64, inode: UInt64) {
      (self.major, self.minor, self.inode) = (major, minor, inode)
    }

    init?(_ text: Substring) {
      let parts = text.split(separator: ":")
      guard parts.count == 3, let major = UInt64(parts[0], radix: 16),
        let minor = UInt64(parts[1], radix: 16), let inode = UInt64(parts[2])
      else { return nil }
      self.init(major: major, minor: minor, inode: inode)
    }
  }
}
