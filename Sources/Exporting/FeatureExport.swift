public import Geospatial

/// Writes features that are no layer of a project, such as those of a report, as GeoJSON.
public enum FeatureExport {
  /// A property's value.
  public enum Value: Sendable {
    case text(String?)
    case count(Int?)
    case flag(Bool)
    case metres(Double)
    case share(Double?)
  }

  /// A feature in the project's CRS.
  public struct Feature: Sendable {
    let id: String
    let properties: [(String, Value)]
    let geometry: Geometry?

    /// Describes a feature.
    public init(id: String, properties: [(String, Value)], geometry: Geometry?) {
      self.id = id
      self.properties = properties
      self.geometry = geometry
    }
  }

  /// Writes a feature collection as RFC 7946 has it, in WGS 84 with seven decimals.
  ///
  /// - Parameters:
  ///   - name: the collection's name.
  ///   - members: what else is said of the whole.
  ///   - features: the features, in the project's CRS.
  ///   - source: the project's CRS.
  ///   - sink: where to.
  /// - Throws: `TransformationError` where the CRS cannot be left, and what the sink throws.
  public static func write(
    _ name: String, members: [(String, Value)] = [], _ features: [Feature],
    from source: CoordinateReferenceSystem, to sink: some ByteSink
  ) throws {
    let transformer = try CoordinateTransformer(
      from: source, to: try CoordinateReferenceSystem(code: CoordinateReferenceSystem.wgs84Code))
    var buffer = ByteBuffer()
    buffer.add("{\"type\":\"FeatureCollection\",\"name\":")
    buffer.addQuoted(name)
    for member in members {
      buffer.add(UInt8(ascii: ","))
      add(member, &buffer)
    }
    buffer.add(",\"features\":[\n")
    for (number, feature) in features.enumerated() {
      if number > 0 { buffer.add(",\n") }
      buffer.add("{\"type\":\"Feature\",\"id\":")
      buffer.addQuoted(feature.id)
      buffer.add(",\"properties\":{")
      for (place, property) in feature.properties.enumerated() {
        if place > 0 { buffer.add(UInt8(ascii: ",")) }
        add(property, &buffer)
      }
      buffer.add("},\"geometry\":")
      if let geometry = feature.geometry?.transformed(by: transformer) {
        buffer.add(geometry, places: 7)
      } else {
        buffer.add("null")
      }
      buffer.add(UInt8(ascii: "}"))
      if buffer.bytes.count > 1 << 16 {
        try sink.write(buffer.bytes)
        buffer.removeAll()
      }
    }
    buffer.add("\n]}\n")
    try sink.write(buffer.bytes)
  }

  private static func add(_ property: (name: String, value: Value), _ buffer: inout ByteBuffer) {
    buffer.addQuoted(property.name)
    buffer.add(UInt8(ascii: ":"))
    switch property.value {
    case .text(let text?): buffer.addQuoted(text)
    case .count(let count?): buffer.add(Int64(count))
    case .flag(let flag): buffer.add(flag ? "true" : "false")
    case .metres(let metres): buffer.add(metres, places: 3)
    case .share(let share?): buffer.add(share, places: 4)
    case .text(nil), .count(nil), .share(nil): buffer.add("null")
    }
  }
}
