import GeoPackage

extension PublicFile {
  /// What a file is that a publication would replace.
  public enum Occupant: Sendable {
    /// A public file.
    case publicFile
    /// Another database.
    case otherDatabase
    /// No database.
    case other
  }

  /// Finds out what a file is: a public file has an application id, before version 0.4 only its
  /// tables.
  public static func occupant(at path: String) -> Occupant {
    switch Connection.content(of: path) {
    case .other: .other
    case .database(PublicTables.applicationID, _): .publicFile
    case .database(0, let tables) where tables.isSuperset(of: PublicTables.names): .publicFile
    case .database(0, let tables) where tables.isEmpty: .other
    case .unreadable, .database: .otherDatabase
    }
  }
}
