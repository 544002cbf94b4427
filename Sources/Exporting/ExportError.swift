public import Geospatial

/// Why layers cannot be exported.
public enum ExportError: Error, Hashable, Sendable {
  /// The CRS is unknown, or coordinates cannot be transformed to it from the project's.
  case unusableCRS(TransformationError)
}
