public import Geospatial
public import NetworkModel
public import TextFormats

/// Writes a route as GeoJSON: its segments in order.
public enum RouteExport {
  /// Writes the segments of a route.
  ///
  /// - Throws: as `FeatureExport.write` does.
  public static func write(
    _ segments: [TrenchSegment], from source: CoordinateReferenceSystem, costInCents: Int64,
    to sink: some ByteSink
  ) throws {
    let features = segments.map { segment in
      FeatureExport.Feature(
        id: segment.id.rawValue,
        properties: [
          ("kind", .text(segment.kind.rawValue)), ("street", .text(segment.street)),
          ("method", .text(segment.method.rawValue)), ("length_m", .metres(segment.length)),
          ("cost_cents", .count(Int(segment.costInCents))),
        ], geometry: .lineString(segment.line))
    }
    try FeatureExport.write(
      "route", members: [("cost_cents", .count(Int(costInCents)))], features, from: source, to: sink
    )
  }
}
