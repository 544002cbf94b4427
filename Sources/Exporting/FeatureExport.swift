public import Geospatial
public import TextFormats

/// Writes features that are not a layer of a project, such as those of a report, as GeoJSON.
public enum FeatureExport {
  /// A property's value.
  public enum Value: Sendable {
    /// A text, or null.
    case text(String?)
    /// A whole number, or null.
    case count(Int?)
    /// A truth value.
    case flag(Bool)
    /// A length in metres, with at most three decimals.
    case metres(Double)
    /// A fraction of one with at most four decimals, or null.
    case fraction(Double?)
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

  /// Writes a feature collection (RFC 7946) in WGS 84 with seven decimals.
  ///
  /// - Parameters:
  ///   - name: the collection's name.
  ///   - members: additional members of the collection.
  ///   - features: the features, in the project's CRS.
  ///   - source: the project's CRS.
  ///   - sink: the destination.
  /// - Throws: `TransformationError` if there is no transformation from the CRS, and what the sink
  ///   throws.
  public static func write(
    _ name: String, members: [(String, Value)] = [], _ features: [Feature],
    from source: CoordinateReferenceSystem, to sink: some ByteSink
  ) throws {
    let transformer = try CoordinateTransformer(
      from: source, to: try CoordinateReferenceSystem(code: CoordinateReferenceSystem.wgs84Code))
    var collection = FeatureCollectionWriter(name: name, places: 7, to: sink) {
      write(members, to: &$0)
    }
    for feature in features {
      try collection.add(
        id: feature.id, geometry: feature.geometry?.transformed(by: transformer)
      ) { write(feature.properties, to: &$0) }
    }
    try collection.finish()
  }

  private static func write(
    _ properties: [(String, Value)], to object: inout JSONWriter.Object
  ) {
    for (name, value) in properties {
      switch value {
      case .text(let text): object.member(name, text)
      case .count(let count): object.member(name, count)
      case .flag(let flag): object.member(name, flag)
      case .metres(let metres):
        object.member(name) { $0.decimal(metres, places: 3, zeros: .removed) }
      case .fraction(let fraction?):
        object.member(name) { $0.decimal(fraction, places: 4, zeros: .removed) }
      case .fraction(nil): object.member(name) { $0.null() }
      }
    }
  }
}
