import FoundationEssentials

/// The files `PROJECT-mj…` that SQLite makes while a transaction is committed to the project and
/// its private file (`sqlite3.org/atomiccommit.html`, section 5).
///
/// A process that is killed during such a commit leaves one behind, and SQLite removes it only
/// where both files had journals.
struct SuperJournals {
  private let path: String

  /// - Parameter path: the project file.
  init(of path: String) {
    self.path = path
  }

  /// Removes the files of processes that have ended.
  ///
  /// Call it while the write lock of the project is held: then no other process is committing to
  /// both files. The files stay while the private file has a journal, which may refer to one of
  /// them.
  func removeAbandoned() {
    let files = FileManager.default
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "./"
    let start = (slash.map { String(path[path.index(after: $0)...]) } ?? path) + "-mj"
    guard let names = try? files.contentsOfDirectory(atPath: folder) else { return }
    let abandoned = names.filter { name in
      name.hasPrefix(start) && name.count > start.count
        && name.dropFirst(start.count).allSatisfy(\.isHexDigit)
    }
    if abandoned.isEmpty { return }
    let journal = "\(path).private-journal"
    if let size = try? files.attributesOfItem(atPath: journal)[.size] as? UInt64, size > 0 {
      return
    }
    for name in abandoned { try? files.removeItem(atPath: folder + name) }
  }
}
