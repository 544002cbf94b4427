/// How a file was understood, or what else the user should know about its import.
public enum ImportNote: Hashable, Sendable {
  /// A layer was read as a role, with its columns by field, ordered by field.
  case layer(String, role: ImportRole, columns: [Column])
  /// A layer has no feature.
  case emptyLayer(String)
  /// Rows of a layer that the file contained at its last import are no longer in it, and were
  /// removed.
  case removed(layer: String, count: Int, file: String)
  /// Features are outside the area that the import is confined to.
  case outside(count: Int, area: String)

  /// A column of a file and the field that it was read as.
  public struct Column: Hashable, Sendable {
    /// The field.
    public let field: String
    /// The column's name in the file.
    public let column: String
  }
}
