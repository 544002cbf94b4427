import CBZip2
import NetworkModel
import ProjectStore

/// Unpacks `.bz2`, which GDAL does not.
enum BZip2 {
  /// The unpacked bytes of one or several streams one after the other.
  ///
  /// - Throws: ``ImportError`` for bytes that are damaged or cut short.
  static func unpack(_ packed: [UInt8], name: String) throws -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(packed.count * 12)
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    var consumed = 0
    while consumed < packed.count {
      var stream = unsafe bz_stream()
      guard unsafe BZ2_bzDecompressInit(&stream, 0, 0) == BZ_OK else {
        preconditionFailure("libbz2 cannot start")
      }
      defer { _ = unsafe BZ2_bzDecompressEnd(&stream) }
      var code = BZ_OK
      while code == BZ_OK {
        let (produced, used): (Int, Int) = unsafe packed.withUnsafeBufferPointer { input in
          unsafe chunk.withUnsafeMutableBufferPointer { target in
            let available = min(input.count - consumed, 1 << 30)
            guard let start = input.baseAddress, let into = target.baseAddress else {
              return (0, 0)
            }
            return unsafe into.withMemoryRebound(to: CChar.self, capacity: target.count) { into in
              unsafe start.withMemoryRebound(to: CChar.self, capacity: input.count) { start in
                unsafe stream.next_in = UnsafeMutablePointer(mutating: start + consumed)
                unsafe stream.avail_in = UInt32(available)
                unsafe stream.next_out = into
                unsafe stream.avail_out = UInt32(target.count)
                code = unsafe BZ2_bzDecompress(&stream)
                let left = unsafe Int(stream.avail_out)
                let unread = unsafe Int(stream.avail_in)
                return (target.count - left, available - unread)
              }
            }
          }
        }
        output.append(contentsOf: chunk[..<produced])
        consumed += used
        if code == BZ_OK && produced == 0 && used == 0 { break }
      }
      guard code == BZ_STREAM_END else {
        throw ImportError(.file(.damaged("bzip2")), file: name)
      }
    }
    return output
  }
}
