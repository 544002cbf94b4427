/// Writes the parts of an index one behind the other.
///
/// The image is a head of 64 + 16 × parts bytes (magic, versions, checksum of all that follows, and
/// offset and length of each part), then the parts, each at a multiple of eight. Numbers are
/// little-endian.
struct ImageWriter {
  /// `TRASSEAS`.
  static let magic: UInt64 = 0x5341_4553_5341_5254
  /// The version of the layout.
  static let layout: UInt32 = 1
  /// Where the checked bytes begin.
  static let checkedFrom = 24

  private var parts: [Range<Int>] = []
  private var body: [UInt8] = []

  mutating func add<Element: FixedWidthInteger & BitwiseCopyable>(_ column: [Element]) {
    while body.count % 8 != 0 { body.append(0) }
    let start = body.count
    unsafe column.withUnsafeBytes { unsafe body.append(contentsOf: $0) }
    parts.append(start..<body.count)
  }

  /// The whole image.
  consuming func image() -> [UInt8] {
    var head: [UInt8] = []
    func add(_ value: UInt64) {
      for shift in 0..<8 { head.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))) }
    }
    let start = 64 + 16 * parts.count
    add(Self.magic)
    add(UInt64(Self.layout) | UInt64(Words.version) << 32)
    add(0)
    add(UInt64(parts.count))
    for _ in 0..<4 { add(0) }
    for part in parts {
      add(UInt64(start + part.lowerBound))
      add(UInt64(part.count))
    }
    return Self.signed(head + body)
  }

  /// The image with the checksum of what it holds.
  static func signed(_ image: [UInt8]) -> [UInt8] {
    var image = image
    let checksum = ImageMemory(image).checksum(from: Self.checkedFrom)
    for shift in 0..<8 {
      image[16 + shift] = UInt8(truncatingIfNeeded: checksum >> UInt64(8 * shift))
    }
    return image
  }
}

/// Reads the parts of an index in the order they were written.
struct ImageReader {
  private let memory: ImageMemory
  private var parts: [Range<Int>] = []
  private var next = 0

  /// Reads the head and checks it, and the checksum.
  init(_ memory: ImageMemory) throws(IndexFault) {
    self.memory = memory
    guard memory.count >= 64 else { throw .notAnIndex }
    let head = try memory.column(0..<64, of: UInt64.self)
    guard head[0] == ImageWriter.magic else { throw .notAnIndex }
    guard head[1] == UInt64(ImageWriter.layout) | UInt64(Words.version) << 32 else {
      throw .otherVersion
    }
    guard head[3] <= 64, 64 + 16 * Int(head[3]) <= memory.count,
      memory.checksum(from: ImageWriter.checkedFrom) == head[2]
    else { throw .damaged }
    let table = try memory.column(64..<64 + 16 * Int(head[3]), of: UInt64.self)
    for part in 0..<Int(head[3]) {
      guard let start = Int(exactly: table[2 * part]),
        let length = Int(exactly: table[2 * part + 1]), start <= memory.count,
        length <= memory.count - start
      else { throw .damaged }
      parts.append(start..<start + length)
    }
  }

  mutating func column<Element: BitwiseCopyable>(of type: Element.Type = Element.self)
    throws(IndexFault) -> Column<Element>
  {
    guard next < parts.count else { throw .damaged }
    defer { next += 1 }
    return try memory.column(parts[next], of: type)
  }

  /// The next column, whose numbers never fall and end at a bound.
  mutating func offsets(count: Int? = nil, upTo bound: Int) throws(IndexFault) -> Column<UInt32> {
    let column = try self.column(of: UInt32.self)
    guard column.count >= 1, count == nil || column.count == count, column[0] == 0,
      Int(column[column.count - 1]) == bound
    else { throw .damaged }
    for index in 1..<max(column.count, 1) where column[index] < column[index - 1] { throw .damaged }
    return column
  }

  /// The next column, whose numbers are below a bound.
  mutating func numbers(count: Int, below bound: Int) throws(IndexFault) -> Column<UInt32> {
    let column = try self.column(of: UInt32.self)
    guard column.count == count else { throw .damaged }
    for index in 0..<count where Int(column[index]) >= bound { throw .damaged }
    return column
  }
}
