import NetworkModel
public import ProjectStore

/// Writes layers of a project into a GeoPackage of their own.
public enum GeoPackageExport {
  /// Creates a file with some layers in the project's CRS; of a plan's layer, the rows of one
  /// scenario.
  ///
  /// - Throws: ``ProjectStoreError`` if a layer is unknown or the file cannot be created.
  public static func write(
    _ layers: [String], of project: Project, scenario: String, to path: String
  ) throws {
    try project.copy(layers, scenario: scenario, to: path) { $0.sentence }
  }
}
