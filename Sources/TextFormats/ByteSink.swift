/// A destination of bytes, for example a file.
public protocol ByteSink {
  /// Writes the next bytes.
  ///
  /// - Throws: an error of the destination, for example that the disk is full.
  func write(_ bytes: [UInt8]) throws
}

extension ByteSink {
  /// Writes a buffer's bytes and empties the buffer.
  ///
  /// - Parameters:
  ///   - buffer: the buffer.
  ///   - limit: a smaller buffer is left as it is, so that the destination receives long pieces.
  /// - Throws: what ``write(_:)`` throws.
  public func drain(_ buffer: inout ByteBuffer, above limit: Int = 0) throws {
    guard buffer.count > limit else { return }
    try write(buffer.bytes)
    buffer.removeAll()
  }
}
