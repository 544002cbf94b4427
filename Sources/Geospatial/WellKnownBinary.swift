/// Geometries as well-known binary (OGC 06-103r4, clause 8), with the ISO flags and the extended
/// flags for Z and M.
public enum WellKnownBinary {
  /// Why bytes are not valid well-known binary.
  public struct DecodingError: Error, Hashable, CustomStringConvertible {
    /// The offset from the start of the bytes.
    public let offset: Int
    /// A description of the fault.
    public let reason: String

    package init(offset: Int, reason: String) {
      self.offset = offset
      self.reason = reason
    }

    /// The fault and its offset.
    public var description: String { "\(reason) at byte \(offset)" }
  }

  /// Appends a geometry in little-endian byte order.
  public static func encode(_ geometry: Geometry, into bytes: inout [UInt8]) {
    var writer = Writer(bytes: bytes)
    bytes = []
    writer.geometry(geometry)
    bytes = writer.bytes
  }

  /// Reads a geometry.
  ///
  /// Z and M values are ignored.
  ///
  /// - Throws: ``DecodingError`` for data that is not a complete geometry; never traps.
  public static func decode(_ bytes: RawSpan, from offset: Int = 0) throws(DecodingError)
    -> Geometry
  {
    var reader = Reader(offset: offset)
    return try reader.geometry(bytes, depth: 0)
  }
}

private struct Writer {
  var bytes: [UInt8]

  mutating func geometry(_ geometry: Geometry) {
    switch geometry {
    case .point(let coordinate):
      header(1)
      add(coordinate)
    case .lineString(let line):
      header(2)
      run(line.coordinates)
    case .polygon(let polygon):
      header(3)
      rings(polygon)
    case .multiPoint(let coordinates):
      header(4)
      add(UInt32(coordinates.count))
      for coordinate in coordinates { self.geometry(.point(coordinate)) }
    case .multiLineString(let lines):
      header(5)
      add(UInt32(lines.count))
      for line in lines { self.geometry(.lineString(line)) }
    case .multiPolygon(let polygons):
      header(6)
      add(UInt32(polygons.count))
      for polygon in polygons { self.geometry(.polygon(polygon)) }
    }
  }

  private mutating func header(_ type: UInt32) {
    bytes.append(1)
    add(type)
  }

  private mutating func rings(_ polygon: Polygon) {
    add(UInt32(1 + polygon.holes.count))
    run(polygon.exterior)
    for hole in polygon.holes { run(hole) }
  }

  private mutating func run(_ coordinates: [Coordinate]) {
    add(UInt32(coordinates.count))
    bytes.reserveCapacity(bytes.count + coordinates.count * 16)
    for coordinate in coordinates { add(coordinate) }
  }

  private mutating func add(_ coordinate: Coordinate) {
    add(coordinate.x.bitPattern)
    add(coordinate.y.bitPattern)
  }

  private mutating func add(_ number: some FixedWidthInteger) {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }
}

/// The current offset, and the encoding of the numbers from there on.
private struct Reader {
  private var offset: Int
  private var isLittleEndian = true
  private var ordinates = 2

  init(offset: Int) {
    self.offset = offset
  }

  private typealias Failure = WellKnownBinary.DecodingError

  mutating func geometry(_ bytes: RawSpan, depth: Int) throws(WellKnownBinary.DecodingError)
    -> Geometry
  {
    switch try header(bytes) {
    case 1: return .point(try coordinate(bytes))
    case 2: return .lineString(try lineString(bytes))
    case 3: return .polygon(try polygon(bytes))
    case 4:
      return .multiPoint(
        try members(bytes, depth) { (member: Geometry) in
          if case .point(let coordinate) = member { coordinate } else { nil }
        })
    case 5:
      return .multiLineString(
        try members(bytes, depth) { (member: Geometry) in
          if case .lineString(let line) = member { line } else { nil }
        })
    case 6:
      return .multiPolygon(
        try members(bytes, depth) { (member: Geometry) in
          if case .polygon(let polygon) = member { polygon } else { nil }
        })
    case let type: throw Failure(offset: offset, reason: "unknown geometry type \(type)")
    }
  }

  private mutating func header(_ bytes: RawSpan) throws(WellKnownBinary.DecodingError) -> UInt32 {
    switch try load(bytes, UInt8.self) {
    case 0: isLittleEndian = false
    case 1: isLittleEndian = true
    case let order: throw Failure(offset: offset - 1, reason: "unknown byte order \(order)")
    }
    var type = try load(bytes, UInt32.self)
    var extra = 0
    if type & 0x8000_0000 != 0 { extra += 1 }
    if type & 0x4000_0000 != 0 { extra += 1 }
    if type & 0x2000_0000 != 0 { _ = try load(bytes, UInt32.self) }
    type &= 0x1FFF_FFFF
    switch type / 1000 {
    case 1, 2: extra += 1
    case 3: extra += 2
    default: break
    }
    ordinates = 2 + extra
    return type % 1000
  }

  private mutating func members<Member>(
    _ bytes: RawSpan, _ depth: Int, _ member: (Geometry) -> Member?
  ) throws(WellKnownBinary.DecodingError) -> [Member] {
    guard depth < 4 else { throw Failure(offset: offset, reason: "geometries nested too deep") }
    let count = try count(bytes, smallest: 5)
    var result: [Member] = []
    result.reserveCapacity(count)
    for _ in 0..<count {
      let start = offset
      guard let part = member(try geometry(bytes, depth: depth + 1)) else {
        throw Failure(offset: start, reason: "a member of a different type")
      }
      result.append(part)
    }
    return result
  }

  private mutating func lineString(_ bytes: RawSpan) throws(WellKnownBinary.DecodingError)
    -> LineString
  {
    let start = offset
    guard let line = LineString(try run(bytes)) else {
      throw Failure(offset: start, reason: "a line with fewer than two finite positions")
    }
    return line
  }

  private mutating func polygon(_ bytes: RawSpan) throws(WellKnownBinary.DecodingError) -> Polygon {
    let start = offset
    let count = try count(bytes, smallest: 4)
    guard count > 0 else { throw Failure(offset: start, reason: "a surface without a ring") }
    let exterior = try run(bytes)
    var holes: [[Coordinate]] = []
    for _ in 0..<(count - 1) { holes.append(try run(bytes)) }
    guard let polygon = Polygon(exterior: exterior, holes: holes) else {
      throw Failure(offset: start, reason: "a ring that is open or too short")
    }
    return polygon
  }

  private mutating func run(_ bytes: RawSpan) throws(WellKnownBinary.DecodingError) -> [Coordinate]
  {
    let count = try count(bytes, smallest: 8 * ordinates)
    var coordinates: [Coordinate] = []
    coordinates.reserveCapacity(count)
    for _ in 0..<count { coordinates.append(try coordinate(bytes)) }
    return coordinates
  }

  private mutating func coordinate(_ bytes: RawSpan) throws(WellKnownBinary.DecodingError)
    -> Coordinate
  {
    let x = Double(bitPattern: try load(bytes, UInt64.self))
    let y = Double(bitPattern: try load(bytes, UInt64.self))
    for _ in 0..<(ordinates - 2) { _ = try load(bytes, UInt64.self) }
    return Coordinate(x: x, y: y)
  }

  /// Reads a count, which must be small enough for the remaining bytes.
  private mutating func count(_ bytes: RawSpan, smallest: Int)
    throws(WellKnownBinary.DecodingError) -> Int
  {
    let count = Int(try load(bytes, UInt32.self))
    guard count <= (bytes.byteCount - offset) / smallest else {
      throw Failure(
        offset: offset, reason: "a count of \(count), which exceeds the remaining bytes")
    }
    return count
  }

  private mutating func load<Number: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: RawSpan, _ type: Number.Type
  ) throws(WellKnownBinary.DecodingError) -> Number {
    let size = MemoryLayout<Number>.size
    guard offset >= 0, offset <= bytes.byteCount - size else {
      throw Failure(offset: offset, reason: "unexpected end of the data")
    }
    let number = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type)
    offset += size
    return isLittleEndian ? Number(littleEndian: number) : Number(bigEndian: number)
  }
}
