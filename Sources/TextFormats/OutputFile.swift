import Glibc

/// An output that appears under its name only when it is complete.
///
/// A regular file is written under a temporary name beside its own, `NAME.part-PROCESS`.
/// ``finish(_:)`` gives it its name; without that the temporary file is removed. A device, a pipe
/// or a descriptor is written to directly. Files that processes left under temporary names of the
/// same output are removed where the process has ended.
public final class OutputFile {
  /// How the content is written.
  public enum Access: Sendable {
    /// Through the descriptor, from the beginning to the end.
    case descriptor
    /// By SQLite, through the path ``OutputFile/temporary``. For a device or a pipe this is a file
    /// in the folder for temporary files, which is copied in the end.
    case database
  }

  /// What happens to a file that has the name when the output is complete.
  public enum Occupant: Sendable {
    /// It is replaced.
    case replaced
    /// It stays, and the output is an error.
    case kept
    /// It stays, and the output is an error, unless it is empty: on a file system without hard
    /// links, a process that is killed in the last moment leaves an empty file.
    case keptUnlessEmpty
  }

  private let destination: OutputDestination
  /// The path as it was given.
  public var path: String { destination.path }
  /// The path of the content until it is complete; `nil` where it is written directly.
  public let temporary: String?
  /// Where the content is written.
  let descriptor: Int32
  private var isOpen = true

  /// Begins an output.
  ///
  /// - Throws: `FileSink.Failure` where it cannot be written.
  public init(_ destination: OutputDestination, as access: Access) throws(FileSink.Failure) {
    self.destination = destination
    let path = destination.path
    switch (destination.form, access) {
    case (.folder, _): throw .isFolder(path: path)
    case (.file(let file), _):
      if access == .database { try Self.requireClosed(file, path) }
      Self.removeAbandoned(of: file)
      temporary = "\(file).part-\(getpid())"
    case (_, .database):
      let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
      Self.removeAbandoned(of: "\(folder)/trasse-output")
      temporary = "\(folder)/trasse-output.part-\(getpid())"
    case (.stream, .descriptor):
      temporary = nil
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
      guard descriptor >= 0 else { throw .cannotCreate(path: path) }
      return
    case (.descriptor(let number), .descriptor):
      temporary = nil
      descriptor = dup(number)
      guard descriptor >= 0 else { throw .cannotCreate(path: path) }
      return
    }
    guard let temporary else { preconditionFailure("a file has a temporary name") }
    descriptor = Self.create(temporary)
    guard descriptor >= 0 else { throw .cannotCreate(path: path) }
    TemporaryFiles.add(temporary)
    if access == .database { TemporaryFiles.add(temporary + "-journal") }
  }

  deinit { discard() }

  /// Makes sure that the content is stored, without giving it its name.
  ///
  /// - Throws: `FileSink.Failure` where the disk does not accept it.
  public func store() throws(FileSink.Failure) {
    guard temporary != nil else { return }
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path: destination.path) }
  }

  /// Stores the content and gives it its name.
  ///
  /// - Throws: `FileSink.Failure` where it cannot be stored, or a file that is to be kept has the
  ///   name.
  public func finish(_ occupant: Occupant = .replaced) throws(FileSink.Failure) {
    guard isOpen else { return }
    defer { discard() }
    try store()
    guard let temporary else {
      isOpen = false
      guard close(descriptor) == 0 else { throw .cannotWrite(path: destination.path) }
      return
    }
    guard case .file(let file) = destination.form else { return try copyToStream(from: temporary) }
    switch occupant {
    case .replaced:
      guard unsafe rename(temporary, file) == 0 else {
        throw .cannotWrite(path: destination.path)
      }
    case .kept, .keptUnlessEmpty:
      do throws(FileSink.Failure) {
        if unsafe link(temporary, file) != 0 {
          guard errno != EEXIST else { throw .exists(path: destination.path) }
          try Self.move(temporary, toNew: file, path: destination.path)
        }
      } catch {
        guard case .exists = error, occupant == .keptUnlessEmpty,
          Self.move(temporary, toEmpty: file)
        else { throw error }
      }
    }
    Self.storeName(of: file)
  }

  /// Gives a file a name that no other file has, on a file system without hard links.
  package static func move(_ temporary: String, toNew file: String, path: String)
    throws(FileSink.Failure)
  {
    let reserved = unsafe open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard reserved >= 0 else {
      throw errno == EEXIST ? .exists(path: path) : .cannotCreate(path: path)
    }
    defer { close(reserved) }
    // Another process may take the empty file over before it is locked.
    guard flock(reserved, LOCK_EX | LOCK_NB) == 0 else { throw .exists(path: path) }
    guard unsafe Glibc.rename(temporary, file) == 0 else {
      unsafe unlink(file)
      throw .cannotCreate(path: path)
    }
  }

  /// Replaces an empty file that no process is about to replace.
  ///
  /// - Returns: whether there was one, and it was replaced.
  package static func move(_ temporary: String, toEmpty file: String) -> Bool {
    let empty = unsafe open(file, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard empty >= 0 else { return false }
    defer { close(empty) }
    var (opened, named) = (stat(), stat())
    // The file that has the name now may be one that was complete before the lock was given.
    guard flock(empty, LOCK_EX | LOCK_NB) == 0, unsafe fstat(empty, &opened) == 0,
      unsafe lstat(file, &named) == 0, opened.st_mode & S_IFMT == S_IFREG, opened.st_size == 0,
      opened.st_ino == named.st_ino, opened.st_dev == named.st_dev
    else { return false }
    return unsafe Glibc.rename(temporary, file) == 0
  }

  /// Removes everything that was begun.
  private func discard() {
    if isOpen { close(descriptor) }
    isOpen = false
    guard let temporary else { return }
    for name in [temporary, temporary + "-journal"] {
      unsafe unlink(name)
      TemporaryFiles.remove(name)
    }
  }

  private func copyToStream(from file: String) throws(FileSink.Failure) {
    let output = try OutputFile(destination, as: .descriptor)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    lseek(descriptor, 0, SEEK_SET)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, $0.count)
      }
      guard count >= 0 else { throw .cannotWrite(path: destination.path) }
      if count == 0 { break }
      try FileSink.write(buffer[..<count], to: output.descriptor, path: destination.path)
    }
    try output.finish()
  }

  /// Creates a file that no other process has open, and locks it for as long as this one writes it.
  private static func create(_ path: String) -> Int32 {
    // An earlier process of the same number has ended.
    unsafe unlink(path)
    let descriptor = unsafe open(
      path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    if descriptor >= 0 { flock(descriptor, LOCK_EX | LOCK_NB) }
    return descriptor
  }

  /// Stores the name of a file: without this a loss of power can take it back.
  private static func storeName(of file: String) {
    let folder = unsafe open(FileNames.folder(of: file), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// Requires that no program has a database open that is to be replaced: its journal would then be
  /// applied to the new one.
  private static func requireClosed(_ file: String, _ path: String) throws(FileSink.Failure) {
    for companion in ["-journal", "-wal"] where FileIdentity(file + companion) != nil {
      throw .inUse(path: path, companion: companion)
    }
  }

  /// Removes temporary files of an output whose processes have ended.
  private static func removeAbandoned(of file: String) {
    let folder = FileNames.folder(of: file)
    let start = FileNames.name(of: file) + ".part-"
    for name in FileNames.entries(of: folder, beginning: start) {
      let number = name.dropFirst(start.count).prefix { $0.isASCII && $0.isNumber }
      let rest = name.dropFirst(start.count + number.count)
      guard let process = Int32(number), process > 0, process != getpid(),
        ["", "-journal", "-wal", "-shm"].contains(rest), kill(process, 0) != 0, errno == ESRCH
      else { continue }
      remove("\(folder)/\(name)")
    }
  }

  /// Removes a regular file unless a process, which may be invisible here, has locked it.
  private static func remove(_ path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      flock(descriptor, LOCK_EX | LOCK_NB) == 0
    else { return }
    unsafe unlink(path)
  }
}
