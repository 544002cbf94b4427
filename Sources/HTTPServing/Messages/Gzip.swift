import CZlib

/// Packs content (RFC 1952).
enum Gzip {
  /// The packed content; `nil` where the library refuses.
  ///
  /// Level 5: beyond it the time doubles for a hundredth of the size.
  static func packed(_ content: [UInt8]) -> [UInt8]? {
    var stream = unsafe z_stream()
    // 15 bits of window; 16 on top ask for the header of gzip, which holds no time and no name.
    let windowBits: Int32 = 15 + 16
    guard
      unsafe deflateInit2_(
        &stream, 5, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { _ = unsafe deflateEnd(&stream) }
    let bound = Int(unsafe deflateBound(&stream, UInt(content.count)))
    return unsafe content.withUnsafeBufferPointer { input in
      unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        let code = unsafe deflate(&stream, Z_FINISH)
        count = code == Z_STREAM_END ? Int(unsafe stream.total_out) : 0
      }
    }
  }
}
