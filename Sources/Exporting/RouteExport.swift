import Geospatial
public import NetworkModel
public import ProjectStore

/// Writes a route as GeoJSON: its segments in order.
public enum RouteExport {
  /// Writes the segments of a route in a project's CRS as RFC 7946 has it.
  public static func write(
    _ segments: [TrenchSegment], of project: Project, costInCents: Int64, to sink: some ByteSink
  ) throws {
    guard let source = project.crs else { return }
    let transformer = try CoordinateTransformer(
      from: source, to: try CoordinateReferenceSystem(code: CoordinateReferenceSystem.wgs84Code))
    var buffer = ByteBuffer()
    buffer.add("{\"type\":\"FeatureCollection\",\"name\":\"route\",\"cost_cents\":")
    buffer.add(costInCents)
    buffer.add(",\"features\":[\n")
    for (number, segment) in segments.enumerated() {
      if number > 0 { buffer.add(",\n") }
      buffer.add("{\"type\":\"Feature\",\"id\":")
      buffer.addQuoted(segment.id)
      buffer.add(",\"properties\":{\"kind\":")
      buffer.addQuoted(segment.kind.rawValue)
      buffer.add(",\"street\":")
      if let street = segment.street { buffer.addQuoted(street) } else { buffer.add("null") }
      buffer.add(",\"method\":")
      buffer.addQuoted(segment.method)
      buffer.add(",\"length_m\":")
      buffer.add(segment.length, places: 3)
      buffer.add(",\"cost_cents\":")
      buffer.add(segment.costInCents)
      buffer.add("},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[")
      var points = segment.line.coordinates
      transformer.transform(&points)
      for (index, point) in points.enumerated() {
        if index > 0 { buffer.add(UInt8(ascii: ",")) }
        buffer.add(UInt8(ascii: "["))
        buffer.add(point.x, places: 7)
        buffer.add(UInt8(ascii: ","))
        buffer.add(point.y, places: 7)
        buffer.add(UInt8(ascii: "]"))
      }
      buffer.add("]}}")
    }
    buffer.add("\n]}\n")
    try sink.write(buffer.bytes)
  }
}
