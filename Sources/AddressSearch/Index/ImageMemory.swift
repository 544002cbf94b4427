#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of an index: owned, or a file mapped into memory, of which the system loads what is read.
///
/// It frees what it owns when it goes; nothing ever writes to it after it was made.
@safe final class ImageMemory: @unchecked Sendable {
  private let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  var count: Int { unsafe bytes.count }

  /// Copies bytes to memory of its own, aligned for every column.
  init(_ source: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(source.count, 8), alignment: 16)
    unsafe copy.copyBytes(from: source)
    unsafe bytes = UnsafeRawBufferPointer(rebasing: copy[..<source.count])
    isMapped = false
  }

  /// Maps a file.
  ///
  /// - Throws: ``IndexFault`` where it cannot be opened or is empty.
  init(path: String) throws(IndexFault) {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .cannotOpen }
    defer { _ = close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_size > 0 else { throw .notAnIndex }
    let size = Int(status.st_size)
    guard let start = unsafe mmap(nil, size, PROT_READ, MAP_SHARED, file, 0),
      unsafe start != MAP_FAILED
    else { throw .cannotOpen }
    unsafe bytes = UnsafeRawBufferPointer(start: start, count: size)
    isMapped = true
  }

  deinit {
    if isMapped {
      _ = unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      unsafe bytes.deallocate()
    }
  }

  /// A part of the bytes as numbers of one width.
  ///
  /// - Throws: ``IndexFault`` where the part lies outside or is not aligned.
  func column<Element: BitwiseCopyable>(_ range: Range<Int>, of type: Element.Type)
    throws(IndexFault) -> Column<Element>
  {
    let width = MemoryLayout<Element>.stride
    guard range.lowerBound >= 0, range.upperBound <= count, range.lowerBound % 8 == 0,
      range.count % width == 0
    else { throw .damaged }
    let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
    return unsafe Column(part.bindMemory(to: Element.self))
  }

  /// A hash over four lanes of 64 bits of all bytes from an offset on.
  ///
  /// It finds damage, not forgery. Source of the mixing: Steele, Lea and Flood 2014 (SplitMix64).
  func checksum(from offset: Int) -> UInt64 {
    var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
    let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    var index = offset
    func word(_ offset: Int) -> UInt64 {
      unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    while index + 32 <= count {
      lanes.0 = (lanes.0 ^ word(index)) &* multiplier
      lanes.1 = (lanes.1 ^ word(index + 8)) &* multiplier
      lanes.2 = (lanes.2 ^ word(index + 16)) &* multiplier
      lanes.3 = (lanes.3 ^ word(index + 24)) &* multiplier
      lanes.0 ^= lanes.0 >> 29
      lanes.1 ^= lanes.1 >> 29
      lanes.2 ^= lanes.2 >> 29
      lanes.3 ^= lanes.3 >> 29
      index += 32
    }
    var state = UInt64(count)
    while index < count {
      state = (state ^ UInt64(unsafe bytes[index])) &* multiplier
      state ^= state >> 29
      index += 1
    }
    for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
      state = (state ^ lane) &* multiplier
      state ^= state >> 32
    }
    return state
  }
}

/// Numbers of one width within the memory of an index, read with bounds checked.
///
/// It is used only by the index that keeps the memory.
@safe struct Column<Element: BitwiseCopyable>: @unchecked Sendable {
  private let elements: UnsafeBufferPointer<Element>

  fileprivate init(_ elements: UnsafeBufferPointer<Element>) {
    unsafe self.elements = elements
  }

  var count: Int { unsafe elements.count }

  subscript(index: Int) -> Element {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "outside of the column")
    return unsafe elements[index]
  }

  /// The bytes of a part, as a text.
  func text(_ range: Range<Int>) -> String where Element == UInt8 {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside of the column")
    return unsafe String(decoding: UnsafeBufferPointer(rebasing: elements[range]), as: UTF8.self)
  }
}

/// Why an index cannot be used.
public enum IndexFault: Error, Hashable, Sendable {
  /// There is no such file, or it cannot be read.
  case cannotOpen
  /// The bytes are something else.
  case notAnIndex
  /// The index was made by another version of the program.
  case otherVersion
  /// The bytes are not those that were written.
  case damaged
}

extension IndexFault: CustomStringConvertible {
  /// What is wrong, in words.
  public var description: String {
    switch self {
    case .cannotOpen: "the search index cannot be opened"
    case .notAnIndex: "this is no search index"
    case .otherVersion: "the search index was made by another version of the program"
    case .damaged: "the search index is damaged"
    }
  }
}
