import Glibc

/// Finds the character NUL in the request line and the header.
///
/// The library takes NUL for the end of a text and drops what is behind it, so that a value would
/// arrive cut short. In its receive buffer it replaces the blanks of the request line, the colon
/// behind each name and both characters of each line end by NUL. A NUL at any other place came from
/// the client.
///
/// A folded line, which the library would add to the name of its field, is found too. A server may
/// refuse it (RFC 9112, 5.2).
struct ReceivedHeader {
  private let bytes: [UInt8]
  /// The number of bytes of the request line.
  private let lineLength: Int
  private let isLineValid: Bool

  /// Looks at the buffer.
  ///
  /// - Parameters:
  ///   - method: the start of the request line.
  ///   - size: the number of bytes up to the end of the header, its empty line included.
  ///   - version: the last part of the request line.
  ///   - target: where the target begins and ends.
  init(
    method: UnsafePointer<CChar>, size: Int, version: UnsafePointer<CChar>, target: Range<UInt>
  ) {
    bytes = unsafe Array(UnsafeRawBufferPointer(start: method, count: size))
    let start = UInt(bitPattern: method)
    let end = UInt(bitPattern: version)
    let methodEnd = unsafe start + UInt(strlen(method))
    guard start < end, end < start + UInt(size), target.upperBound + 1 == end,
      methodEnd < target.lowerBound
    else {
      lineLength = size
      isLineValid = false
      return
    }
    lineLength = unsafe Int(end - start) + strlen(version)
    let gap = Int(methodEnd - start) + 1..<Int(target.lowerBound - start)
    isLineValid = bytes[gap].allSatisfy { $0 == 0x20 }
  }

  /// Whether the buffer is what the library makes of a request line and a number of fields without
  /// NUL and folded lines.
  func isFree(fields: Int) -> Bool {
    guard isLineValid else { return false }
    var index = lineLength
    func skip(from start: Int) -> Int {
      var index = start
      while index < bytes.count, bytes[index] != 0 { index += 1 }
      return index
    }
    func isLineEnd(_ index: Int) -> Bool {
      index + 1 < bytes.count && bytes[index] == 0 && bytes[index + 1] == 0
    }
    var found = 0
    while isLineEnd(index) {
      index += 2
      if index == bytes.count - 2, isLineEnd(index) { return found == fields }
      // The name, then the value.
      index = skip(from: skip(from: index) + 1)
      found += 1
    }
    return false
  }
}
