public import Geospatial

/// Geometries as GeoPackage stores them: a header with the CRS and the envelope, then well-known
/// binary (OGC 12-128r17, 2.1.3).
public enum GeometryBlob {
  /// A geometry's bytes, little-endian, with an envelope for all but points.
  public static func encode(_ geometry: Geometry, srid: Int32) -> [UInt8] {
    var bytes: [UInt8] = [0x47, 0x50, 0]
    if case .point = geometry {
      bytes.append(0b0000_0001)
      add(srid, to: &bytes)
    } else {
      bytes.append(0b0000_0011)
      add(srid, to: &bytes)
      let envelope = geometry.envelope
      for ordinate in [
        envelope.minimum.x, envelope.maximum.x, envelope.minimum.y, envelope.maximum.y,
      ] {
        add(ordinate.bitPattern, to: &bytes)
      }
    }
    WellKnownBinary.encode(geometry, into: &bytes)
    return bytes
  }

  /// The geometry in some bytes; `nil` for an empty one.
  ///
  /// - Throws: `WellKnownBinary.DecodingError` for bytes that are not a GeoPackage geometry.
  public static func decode(_ bytes: RawSpan) throws(WellKnownBinary.DecodingError) -> Geometry? {
    let header = try Header(bytes)
    return header.isEmpty ? nil : try WellKnownBinary.decode(bytes, from: header.length)
  }

  private static func add(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// What stands before the well-known binary.
  package struct Header {
    /// Whether the geometry is empty.
    package let isEmpty: Bool
    /// How many bytes the header takes.
    package let length: Int

    /// Reads the header.
    package init(_ bytes: RawSpan) throws(WellKnownBinary.DecodingError) {
      func byte(_ offset: Int) -> UInt8 {
        unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
      }
      guard bytes.byteCount >= 8, byte(0) == 0x47, byte(1) == 0x50 else {
        throw WellKnownBinary.DecodingError(offset: 0, reason: "not a GeoPackage geometry")
      }
      let flags = byte(3)
      let sizes = [0, 32, 48, 48, 64]
      let indicator = Int(flags >> 1 & 0b111)
      guard indicator < sizes.count else {
        throw WellKnownBinary.DecodingError(offset: 3, reason: "unknown kind of envelope")
      }
      isEmpty = flags & 0b1_0000 != 0
      length = 8 + sizes[indicator]
    }
  }
}
