import CZlib

/// Compressed bytes in the gzip format (RFC 1952), read and written by zlib.
public enum Gzip {
  /// Why compressed bytes are not read.
  public enum ReadError: Error, Hashable {
    /// The bytes are damaged or incomplete.
    case isDamaged
    /// The content is larger than the limit.
    case isTooLarge(limit: Int)
  }

  /// 15 bits of window, the largest, and 16 for the gzip header, which holds no time and no name.
  private static let windowBits: Int32 = 15 + 16

  /// Whether bytes begin with the two that identify gzip (RFC 1952, section 2.3.1).
  public static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// Compresses content.
  ///
  /// - Parameters:
  ///   - content: at most 4 GB.
  ///   - level: from 1, the fastest, to 9, the smallest.
  /// - Returns: the compressed bytes; `nil` if zlib fails.
  public static func compress(_ content: [UInt8], level: Int32) -> [UInt8]? {
    guard content.count <= Int(UInt32.max) else { return nil }
    var stream = unsafe z_stream()
    let isReady = unsafe deflateInit2_(
      &stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard isReady == Z_OK else { return nil }
    defer { _ = unsafe deflateEnd(&stream) }
    let bound = Int(unsafe deflateBound(&stream, UInt(content.count)))
    guard bound <= Int(UInt32.max) else { return nil }
    let result = unsafe content.withUnsafeBufferPointer { input in
      unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        let code = unsafe deflate(&stream, Z_FINISH)
        count = code == Z_STREAM_END ? Int(unsafe stream.total_out) : 0
      }
    }
    return result.isEmpty ? nil : result
  }

  /// Reads compressed bytes: one gzip member or several in sequence.
  ///
  /// - Parameters:
  ///   - bytes: the compressed bytes.
  ///   - limit: the largest content that is accepted, in bytes.
  /// - Returns: the content.
  /// - Throws: ``ReadError`` for bytes that are damaged, incomplete or too many.
  public static func decompress(_ bytes: [UInt8], limit: Int) throws(ReadError) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(min(limit, bytes.count * 5))
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var stream = unsafe z_stream()
    let isReady = unsafe inflateInit2_(
      &stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(isReady == Z_OK, "zlib cannot start")
    defer { unsafe inflateEnd(&stream) }
    var consumed = 0
    while consumed < bytes.count {
      let step = unsafe inflateStep(&stream, bytes, from: consumed, into: &chunk)
      guard output.count + step.produced <= limit else { throw .isTooLarge(limit: limit) }
      output.append(contentsOf: chunk[..<step.produced])
      consumed += step.used
      if step.code == Z_STREAM_END, consumed < bytes.count, unsafe inflateReset(&stream) == Z_OK {
        continue
      }
      if step.code == Z_STREAM_END { return output }
      if step.code != Z_OK { break }
    }
    throw .isDamaged
  }

  /// What one call of zlib did.
  private struct Step {
    let code: Int32
    let produced: Int
    let used: Int
  }

  private static func inflateStep(
    _ stream: inout z_stream, _ bytes: [UInt8], from start: Int, into chunk: inout [UInt8]
  ) -> Step {
    unsafe bytes.withUnsafeBufferPointer { input in
      unsafe chunk.withUnsafeMutableBufferPointer { target in
        guard let base = input.baseAddress else {
          return Step(code: Z_BUF_ERROR, produced: 0, used: 0)
        }
        let available = min(input.count - start, 1 << 30)
        unsafe stream.next_in = unsafe UnsafeMutablePointer(mutating: base + start)
        unsafe stream.avail_in = UInt32(available)
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = UInt32(target.count)
        let code = unsafe inflate(&stream, Z_NO_FLUSH)
        return Step(
          code: code, produced: unsafe target.count - Int(stream.avail_out),
          used: unsafe available - Int(stream.avail_in))
      }
    }
  }
}
