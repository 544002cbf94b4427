extension Connection {
  /// What a file is to SQLite.
  public enum Content: Hashable, Sendable {
    /// There is no such file, or it is none of SQLite's.
    case other
    /// A database of an application, with the names of its tables; 0 for no application.
    case database(application: Int64, tables: Set<String>)
    /// A database that cannot be read now: another process writes it, or it is damaged.
    case unreadable
  }

  /// Finds out what a file is, without waiting for other processes.
  public static func content(of path: String) -> Content {
    do throws(DatabaseError) {
      let connection = try Connection(path: path, mode: .readOnly, wait: 0)
      let application = try connection.integer("PRAGMA application_id") ?? 0
      var tables: Set<String> = []
      var names = try connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      while try names.step() { tables.insert(names.text(0)) }
      return .database(application: application, tables: tables)
    } catch {
      return switch error.category {
      case .notADatabase, .cannotOpen: .other
      default: .unreadable
      }
    }
  }
}
