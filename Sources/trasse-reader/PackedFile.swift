import CGDAL
import FeatureStream
import Glibc

/// Packed data that is damaged or incomplete.
struct DamagedContent: Error {}

/// The unpacked content of a packed file.
protocol PackedContent: AnyObject {
  /// Reads into a buffer.
  ///
  /// - Returns: the number of bytes; less than the buffer takes only at the end.
  func read(into target: UnsafeMutableRawBufferPointer) throws(DamagedContent) -> Int

  /// Moves to a position from the start.
  ///
  /// - Returns: whether it exists.
  func seek(to offset: UInt64) throws(DamagedContent) -> Bool
}

/// The content of a member of a zip archive or of a gzip file, which GDAL unpacks.
@safe final class ContentUnpackedByGDAL: PackedContent {
  private let file: UnsafeMutablePointer<VSILFILE>

  init(_ file: UnsafeMutablePointer<VSILFILE>) {
    unsafe self.file = file
  }

  deinit {
    _ = unsafe VSIFCloseL(file)
  }

  func read(into target: UnsafeMutableRawBufferPointer) -> Int {
    unsafe VSIFReadL(target.baseAddress, 1, target.count, file)
  }

  func seek(to offset: UInt64) -> Bool {
    unsafe VSIFSeekL(file, offset, SEEK_SET) == 0
  }
}

/// A packed file that is open: its content with a position, up to a size.
///
/// Content beyond the limit, and damaged content, end the process with a failure: a driver could
/// take either for the end of the file.
final class PackedFile {
  private let content: any PackedContent
  private let output: StandardOutput
  private let limit: UInt64
  private let size: UInt64?
  private(set) var position: UInt64 = 0
  private(set) var isAtEnd = false

  /// - Parameters:
  ///   - content: the unpacked content.
  ///   - size: its size, if the archive states it.
  ///   - limit: the largest size in bytes that is read.
  ///   - output: where a failure is reported.
  init(_ content: any PackedContent, size: UInt64?, limit: UInt64, output: StandardOutput) {
    self.content = content
    self.size = size
    self.limit = limit
    self.output = output
  }

  /// Reads into a buffer.
  ///
  /// - Returns: the number of bytes.
  func read(into target: UnsafeMutableRawBufferPointer) -> Int {
    guard target.count > 0 else { return 0 }
    let count = intact { () throws(DamagedContent) in try unsafe content.read(into: target) }
    advance(to: position + UInt64(count))
    if count < target.count { isAtEnd = true }
    return count
  }

  /// Moves to a position; the end of content of unknown size is found by reading.
  ///
  /// - Returns: whether it exists.
  func seek(to offset: UInt64, from origin: Int32) -> Bool {
    isAtEnd = false
    switch origin {
    case SEEK_END: return seek(to: (size ?? findEnd()) &+ offset)
    case SEEK_CUR: return seek(to: position &+ offset)
    default: return seek(to: offset)
    }
  }

  private func seek(to offset: UInt64) -> Bool {
    if offset == position { return true }
    guard offset <= limit else { return false }
    guard intact({ () throws(DamagedContent) in try content.seek(to: offset) }) else {
      return false
    }
    position = offset
    return true
  }

  private func findEnd() -> UInt64 {
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { unsafe chunk.deallocate() }
    while unsafe read(into: chunk) > 0 {}
    isAtEnd = false
    return position
  }

  private func advance(to offset: UInt64) {
    position = offset
    if offset > limit { output.fail(.contentLimit(limit)) }
  }

  private func intact<Result>(_ body: () throws(DamagedContent) -> Result) -> Result {
    do {
      return try body()
    } catch {
      output.fail(.damaged("the packed data is damaged or incomplete"))
    }
  }
}
