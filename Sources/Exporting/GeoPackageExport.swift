import NetworkModel
public import ProjectStore

/// Writes layers of a project into a GeoPackage of their own.
public enum GeoPackageExport {
  /// Makes a file with some layers, in the project's CRS, and of plans the one scenario.
  ///
  /// - Throws: ``ProjectError`` where a layer is unknown or the file cannot be made.
  public static func write(
    _ layers: [String], of project: Project, scenario: String, to path: String
  ) throws {
    try project.copy(layers, scenario: scenario, to: path)
  }
}
