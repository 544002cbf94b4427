import Glibc

/// Standard output, or an output that appears under its name only when it is complete
/// (``OutputFile``).
public final class FileSink: ByteSink {
  /// Why nothing more is written.
  public enum Failure: Error, Hashable {
    /// The file cannot be created.
    case cannotCreate(path: String)
    /// The destination takes no more bytes, for example because the disk is full; no path for
    /// standard output.
    case cannotWrite(path: String?)
    /// The path is a folder.
    case isFolder(path: String)
    /// A file that is to be kept has the name.
    case exists(path: String)
    /// The file is a database that another program has open, or did not close: it has a journal.
    case inUse(path: String, companion: String)
    /// The program that reads standard output has ended.
    case readerEnded
  }

  private let path: String?
  private let file: OutputFile?
  private var buffer = ByteBuffer()

  /// Opens a destination.
  ///
  /// - Parameter path: the file's name; `nil` for standard output.
  /// - Throws: ``Failure``.
  public convenience init(path: String?) throws(Failure) {
    try self.init(path.map { OutputDestination($0) })
  }

  /// Opens a destination; standard output where `nil`.
  ///
  /// - Throws: ``Failure``.
  public init(_ destination: OutputDestination?) throws(Failure) {
    path = destination?.path
    if let destination {
      file = try OutputFile(destination, as: .descriptor)
    } else {
      file = nil
    }
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

  /// Writes the remainder and makes sure that it is stored, without giving a file its name.
  ///
  /// - Throws: ``Failure``.
  public func store() throws(Failure) {
    try flush()
    try file?.store()
  }

  /// Writes the remainder and gives a file its name.
  ///
  /// - Throws: ``Failure``.
  public func finish() throws(Failure) {
    try flush()
    try file?.finish()
  }

  private func flush() throws(Failure) {
    try Self.write(buffer.bytes[...], to: file?.descriptor ?? STDOUT_FILENO, path: path)
    buffer.removeAll()
  }

  /// Writes all bytes to a descriptor.
  static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, path: String?)
    throws(Failure)
  {
    var rest = bytes
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw path == nil && errno == EPIPE ? .readerEnded : .cannotWrite(path: path)
      }
      rest = rest.dropFirst(count)
    }
  }
}
