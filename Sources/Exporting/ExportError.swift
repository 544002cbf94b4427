/// Why layers cannot be exported.
public enum ExportError: Error, Hashable, Sendable {
  /// The CRS is unknown or cannot be reached from the project's; the reason.
  case unusableCRS(reason: String)
}
