import Glibc

/// Standard output, or a file that appears under its name only when it is complete.
///
/// A file is written under a temporary name beside its own. ``finish()`` gives it its name; without that the
/// temporary file is removed, so that an interrupted program leaves no half result.
public final class FileSink: ByteSink {
  /// Why nothing more is written.
  public enum Failure: Error, Hashable {
    /// The file cannot be created.
    case cannotCreate(path: String)
    /// The destination takes no more bytes, for example because the disk is full; no path for standard output.
    case cannotWrite(path: String?)
    /// The program that reads standard output has ended.
    case readerEnded
  }

  private let path: String?
  private let temporary: String?
  private var descriptor: Int32
  private var buffer = ByteBuffer()

  /// Opens a destination.
  ///
  /// - Parameter path: the file's name; `nil` for standard output.
  /// - Throws: ``Failure/cannotCreate(path:)``.
  public init(path: String?) throws(Failure) {
    self.path = path
    guard let path else {
      temporary = nil
      descriptor = STDOUT_FILENO
      return
    }
    let temporary = "\(path).part-\(getpid())"
    descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    self.temporary = temporary
    guard descriptor >= 0 else { throw .cannotCreate(path: path) }
  }

  deinit {
    guard let temporary, descriptor >= 0 else { return }
    close(descriptor)
    unsafe unlink(temporary)
  }

  /// Writes bytes.
  ///
  /// - Throws: ``Failure``.
  public func write(_ bytes: [UInt8]) throws(Failure) {
    buffer.append(contentsOf: bytes)
    if buffer.count > 1 << 18 { try flush() }
  }

  /// Writes a text in UTF-8.
  ///
  /// - Throws: ``Failure``.
  public func write(_ text: String) throws(Failure) {
    buffer.append(text)
    if buffer.count > 1 << 18 { try flush() }
  }

  /// Writes the remainder and gives a file its name.
  ///
  /// - Throws: ``Failure``.
  public func finish() throws(Failure) {
    try flush()
    guard let path, let temporary else { return }
    let isStored = fsync(descriptor) == 0
    guard close(descriptor) == 0, isStored, unsafe rename(temporary, path) == 0 else {
      descriptor = -1
      unsafe unlink(temporary)
      throw .cannotWrite(path: path)
    }
    descriptor = -1
  }

  private func flush() throws(Failure) {
    var written = 0
    let bytes = buffer.bytes
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw path == nil && errno == EPIPE ? .readerEnded : .cannotWrite(path: path)
      }
      written += count
    }
    buffer.removeAll()
  }
}
