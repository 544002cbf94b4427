import CBZip2
import CGDAL
import Glibc

/// The content of a bzip2 file, one or several streams in sequence, unpacked as it is read.
@safe final class BZip2Content: PackedContent {
  private let file: UnsafeMutablePointer<VSILFILE>
  // The library keeps a pointer to this value, which must not move.
  private let stream: UnsafeMutablePointer<bz_stream>
  private let input: UnsafeMutableBufferPointer<CChar>
  private var isOpen = false
  private var isInputAtEnd = false
  private var position: UInt64 = 0

  init(_ file: UnsafeMutablePointer<VSILFILE>) {
    unsafe self.file = file
    unsafe stream = UnsafeMutablePointer<bz_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: bz_stream())
    unsafe input = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 1 << 17)
  }

  deinit {
    if isOpen { _ = unsafe BZ2_bzDecompressEnd(stream) }
    unsafe input.deallocate()
    unsafe stream.deallocate()
    _ = unsafe VSIFCloseL(file)
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(DamagedContent) -> Int {
    unsafe stream.pointee.next_out = target.bindMemory(to: CChar.self).baseAddress
    // A read of GDAL is never as long as that.
    let wanted = min(target.count, 1 << 30)
    unsafe stream.pointee.avail_out = UInt32(wanted)
    while unsafe stream.pointee.avail_out > 0 {
      guard fillInput() else {
        // The input may end only between two streams.
        if isOpen { throw DamagedContent() }
        break
      }
      if !isOpen {
        guard unsafe BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else { throw DamagedContent() }
        isOpen = true
      }
      switch unsafe BZ2_bzDecompress(stream) {
      case BZ_OK: break
      case BZ_STREAM_END: end()
      default: throw DamagedContent()
      }
    }
    let count = wanted - Int(unsafe stream.pointee.avail_out)
    position += UInt64(count)
    return count
  }

  func seek(to offset: UInt64) throws(DamagedContent) -> Bool {
    if offset < position { rewind() }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { unsafe chunk.deallocate() }
    while position < offset {
      let wanted = Int(min(UInt64(chunk.count), offset - position))
      let part = unsafe UnsafeMutableRawBufferPointer(rebasing: chunk[..<wanted])
      if try unsafe read(into: part) == 0 { return false }
    }
    return true
  }

  private func rewind() {
    end()
    unsafe stream.pointee = bz_stream()
    _ = unsafe VSIFSeekL(file, 0, SEEK_SET)
    isInputAtEnd = false
    position = 0
  }

  /// Whether there is packed data, which is read if none is left.
  private func fillInput() -> Bool {
    if unsafe stream.pointee.avail_in > 0 { return true }
    if isInputAtEnd { return false }
    let count = unsafe VSIFReadL(input.baseAddress, 1, input.count, file)
    if unsafe count < input.count { isInputAtEnd = true }
    unsafe stream.pointee.next_in = input.baseAddress
    unsafe stream.pointee.avail_in = UInt32(count)
    return count > 0
  }

  private func end() {
    if isOpen { _ = unsafe BZ2_bzDecompressEnd(stream) }
    isOpen = false
  }
}
