import Glibc

/// What a path leads to; symbolic links are followed.
///
/// To open a pipe can wait for ever, and a device can have no end: a program that reads files for a
/// long time looks first.
public enum FileKind: Sendable {
  /// Nothing, or nothing that may be looked at.
  case missing
  /// A regular file.
  case regular
  /// A folder, a pipe, a device or a socket.
  case other

  /// Looks at a path.
  public init(atPath path: String) {
    var status = stat()
    self =
      unsafe stat(path, &status) != 0
      ? .missing : status.st_mode & S_IFMT == S_IFREG ? .regular : .other
  }
}
