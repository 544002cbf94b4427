import Glibc

/// Where an output of a name goes: a symbolic link is followed, and what is not a regular file is
/// written to.
public struct OutputDestination: Hashable, Sendable {
  /// The kinds of destinations.
  public enum Form: Hashable, Sendable {
    /// A regular file, present or not: its path, behind all symbolic links.
    case file(path: String)
    /// A device, a pipe or a socket, which is opened and written to.
    case stream
    /// A descriptor of this process, such as `/dev/stdout`.
    case descriptor(Int32)
    /// A folder, which cannot be written to.
    case folder
  }

  /// The path as it was given.
  public let path: String
  /// What the path leads to.
  public let form: Form

  /// Finds out what a path leads to.
  public init(_ path: String) {
    self.path = path
    form = Self.form(of: path)
  }

  /// The file that the output replaces; `nil` where there is none.
  public var occupant: FileIdentity? {
    if case .file(let path) = form { FileIdentity(path) } else { nil }
  }

  /// Whether no file has the name, or an empty one.
  public var isFree: Bool {
    guard case .file(let path) = form else { return false }
    var status = stat()
    return unsafe lstat(path, &status) != 0
      || status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
  }

  private static func form(of path: String) -> Form {
    var name = path
    // As many links as the system follows.
    for _ in 0..<40 {
      if let descriptor = descriptor(name) { return .descriptor(descriptor) }
      guard let target = FileNames.linkTarget(of: name) else { break }
      name = target.hasPrefix("/") ? target : FileNames.folder(of: name) + "/" + target
    }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return .file(path: name) }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file(path: name)
    case S_IFDIR: .folder
    default: .stream
    }
  }

  /// The number of a descriptor that a path names.
  private static func descriptor(_ path: String) -> Int32? {
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }
}

/// What a file is, whatever names it has: two names of one file have the same identity.
public struct FileIdentity: Hashable, Sendable {
  private let device: UInt
  private let number: UInt

  /// The file that a path leads to, behind symbolic links; `nil` where there is none.
  public init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    number = UInt(status.st_ino)
  }
}
