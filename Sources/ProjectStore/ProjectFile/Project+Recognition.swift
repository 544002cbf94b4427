import GeoPackage

extension Project {
  /// Whether a file is a project of any version, the private file of one, or a database that cannot
  /// be read now.
  public static func isProjectData(at path: String) -> Bool {
    switch Connection.content(of: path) {
    case .other: false
    case .unreadable: true
    case .database(PrivateFile.applicationID, _): true
    case .database(_, let tables):
      // A new project has no layer before its first import.
      tables.contains("trasse_project")
        || tables.contains("gpkg_contents")
          && tables.allSatisfy { $0.hasPrefix("gpkg_") || $0.hasPrefix("sqlite_") }
    }
  }
}
