import Glibc

/// What distinguishes a file from another one of the same name, and from an earlier content.
struct FileState: Equatable {
  private let device: UInt
  private let number: UInt
  private let size: Int
  private let second: Int
  private let nanosecond: Int

  /// The state of the file of a name; `nil` where there is none.
  init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    device = status.st_dev
    number = status.st_ino
    size = status.st_size
    second = status.st_mtim.tv_sec
    nanosecond = status.st_mtim.tv_nsec
  }
}
