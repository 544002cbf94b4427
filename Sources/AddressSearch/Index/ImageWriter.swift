/// Writes the sections of an index one after the other.
///
/// The image starts with a header of 64 + 16 · n bytes for n sections: magic number, versions,
/// checksum of everything after it, number of sections, and the offset and length of each section.
/// Each section starts at a multiple of eight bytes. All integers are little-endian.
struct ImageWriter {
  /// `TRASSEAS`.
  static let magic: UInt64 = 0x5341_4553_5341_5254
  /// The version of the format.
  static let formatVersion: UInt32 = 1
  /// The offset from which bytes are included in the checksum.
  static let checksumStart = 24

  private var sections: [Range<Int>] = []
  private var body: [UInt8] = []

  mutating func add<Element: FixedWidthInteger & BitwiseCopyable>(_ column: [Element]) {
    while body.count % 8 != 0 { body.append(0) }
    let start = body.count
    unsafe column.withUnsafeBytes { unsafe body.append(contentsOf: $0) }
    sections.append(start..<body.count)
  }

  /// Returns the complete image.
  consuming func image() -> [UInt8] {
    var header: [UInt8] = []
    func add(_ value: UInt64) {
      for shift in 0..<8 { header.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))) }
    }
    let start = 64 + 16 * sections.count
    add(Self.magic)
    add(UInt64(Self.formatVersion) | UInt64(Words.version) << 32)
    add(0)
    add(UInt64(sections.count))
    for _ in 0..<4 { add(0) }
    for section in sections {
      add(UInt64(start + section.lowerBound))
      add(UInt64(section.count))
    }
    return Self.withChecksum(header + body)
  }

  /// The image with its checksum filled in.
  static func withChecksum(_ image: [UInt8]) -> [UInt8] {
    var image = image
    let checksum = ImageMemory(image).checksum(from: Self.checksumStart)
    for shift in 0..<8 {
      image[16 + shift] = UInt8(truncatingIfNeeded: checksum >> UInt64(8 * shift))
    }
    return image
  }
}

/// Reads the sections of an index in the order in which they were written.
struct ImageReader {
  private let memory: ImageMemory
  private var sections: [Range<Int>] = []
  private var next = 0

  /// Reads and validates the header and the checksum.
  init(_ memory: ImageMemory) throws(IndexFault) {
    self.memory = memory
    guard memory.count >= 64 else { throw .notAnIndex }
    let header = try memory.column(0..<64, of: UInt64.self)
    guard header[0] == ImageWriter.magic else { throw .notAnIndex }
    guard header[1] == UInt64(ImageWriter.formatVersion) | UInt64(Words.version) << 32 else {
      throw .otherVersion
    }
    guard header[3] <= 64, 64 + 16 * Int(header[3]) <= memory.count,
      memory.checksum(from: ImageWriter.checksumStart) == header[2]
    else { throw .damaged }
    let table = try memory.column(64..<64 + 16 * Int(header[3]), of: UInt64.self)
    for section in 0..<Int(header[3]) {
      guard let start = Int(exactly: table[2 * section]),
        let length = Int(exactly: table[2 * section + 1]), start <= memory.count,
        length <= memory.count - start
      else { throw .damaged }
      sections.append(start..<start + length)
    }
  }

  /// The next section as a column.
  mutating func column<Element: BitwiseCopyable>(of type: Element.Type = Element.self)
    throws(IndexFault) -> Column<Element>
  {
    guard next < sections.count else { throw .damaged }
    defer { next += 1 }
    return try memory.column(sections[next], of: type)
  }

  /// The next section as a column of ascending offsets that start at 0 and end at a bound.
  mutating func offsets(count: Int? = nil, upTo bound: Int) throws(IndexFault) -> Column<UInt32> {
    let column = try self.column(of: UInt32.self)
    guard column.count >= 1, count == nil || column.count == count, column[0] == 0,
      Int(column[column.count - 1]) == bound
    else { throw .damaged }
    for index in 1..<max(column.count, 1) where column[index] < column[index - 1] { throw .damaged }
    return column
  }

  /// The next section as a column of numbers below a bound.
  mutating func numbers(count: Int, below bound: Int) throws(IndexFault) -> Column<UInt32> {
    let column = try self.column(of: UInt32.self)
    guard column.count == count else { throw .damaged }
    for index in 0..<count where Int(column[index]) >= bound { throw .damaged }
    return column
  }
}
