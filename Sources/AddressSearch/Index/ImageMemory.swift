#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of a search index: either owned memory, or a memory-mapped file, of which the
/// operating system loads only the pages that are read.
///
/// The memory is released when the object is deallocated. It is never modified after
/// initialisation.
@safe final class ImageMemory: @unchecked Sendable {
  private let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  var count: Int { unsafe bytes.count }

  /// Copies bytes to newly allocated memory that is aligned for every column.
  init(_ source: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(source.count, 8), alignment: 16)
    unsafe copy.copyBytes(from: source)
    unsafe bytes = UnsafeRawBufferPointer(rebasing: copy[..<source.count])
    isMapped = false
  }

  /// Maps a file into memory.
  ///
  /// - Throws: ``IndexFault`` if the file cannot be opened or is empty.
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

  /// A range of the bytes as an array of integers.
  ///
  /// - Throws: ``IndexFault`` if the range is out of bounds or not aligned.
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

  /// A 64-bit checksum of all bytes from an offset on, computed in four lanes.
  ///
  /// It detects accidental damage but not deliberate changes. The mixing function follows Steele,
  /// Lea and Flood 2014 (SplitMix64).
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

/// An array of integers in the memory of an index, with bounds checks.
///
/// It must only be used by the index that owns the memory.
@safe struct Column<Element: BitwiseCopyable>: @unchecked Sendable {
  private let elements: UnsafeBufferPointer<Element>

  fileprivate init(_ elements: UnsafeBufferPointer<Element>) {
    unsafe self.elements = elements
  }

  var count: Int { unsafe elements.count }

  subscript(index: Int) -> Element {
    precondition(
      UInt(bitPattern: index) < UInt(bitPattern: count), "the index is within the column")
    return unsafe elements[index]
  }

  /// A range of the bytes, decoded as UTF-8.
  func text(_ range: Range<Int>) -> String where Element == UInt8 {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= count, "the range is within the column")
    return unsafe String(decoding: UnsafeBufferPointer(rebasing: elements[range]), as: UTF8.self)
  }
}

/// Why a search index cannot be used.
public enum IndexFault: Error, Hashable, Sendable {
  /// The file does not exist or cannot be read.
  case cannotOpen
  /// The bytes are not a search index.
  case notAnIndex
  /// The index was created by another version of the program.
  case otherVersion
  /// The bytes differ from those that were written.
  case damaged
}

extension IndexFault: CustomStringConvertible {
  /// A description of the fault.
  public var description: String {
    switch self {
    case .cannotOpen: "the search index cannot be opened"
    case .notAnIndex: "this is not a search index"
    case .otherVersion: "the search index was created by another version of the program"
    case .damaged: "the search index is damaged"
    }
  }
}
