import CZlib

/// Unpacks gzip, one member or several one after the other.
enum Gzip {
  /// Whether the bytes begin as RFC 1952, section 2.3.1, says.
  static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// - Throws: ``SteinerFormatError`` for bytes that are damaged or cut short.
  static func unpack(_ packed: [UInt8]) throws(SteinerFormatError) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(packed.count * 5)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var stream = unsafe z_stream()
    // 16 on top of the largest window: a gzip header is expected.
    let isReady = unsafe inflateInit2_(
      &stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(isReady == Z_OK, "zlib cannot start")
    defer { unsafe inflateEnd(&stream) }
    var consumed = 0
    while consumed < packed.count {
      let (code, produced, used): (Int32, Int, Int) = unsafe packed.withUnsafeBufferPointer {
        input in
        unsafe chunk.withUnsafeMutableBufferPointer { target in
          let available = min(input.count - consumed, 1 << 30)
          guard let start = input.baseAddress else { return (Z_BUF_ERROR, 0, 0) }
          unsafe stream.next_in = unsafe UnsafeMutablePointer(mutating: start + consumed)
          unsafe stream.avail_in = UInt32(available)
          unsafe stream.next_out = target.baseAddress
          unsafe stream.avail_out = UInt32(target.count)
          let code = unsafe inflate(&stream, Z_NO_FLUSH)
          return unsafe (
            code, target.count - Int(stream.avail_out), available - Int(stream.avail_in)
          )
        }
      }
      output.append(contentsOf: chunk[..<produced])
      consumed += used
      if code == Z_STREAM_END, consumed < packed.count, unsafe inflateReset(&stream) == Z_OK {
        continue
      }
      if code == Z_STREAM_END { return output }
      if code != Z_OK { break }
    }
    throw SteinerFormatError(line: nil, reason: "the gzip data is damaged or cut short")
  }
}
