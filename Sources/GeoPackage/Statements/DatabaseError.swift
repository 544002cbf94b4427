import CSQLite

/// What SQLite refused to do, with the statement it refused.
public struct DatabaseError: Error, Hashable {
  /// The kinds of failure that a caller can do something about.
  public enum Category: Hashable, Sendable {
    /// The file is something else.
    case notADatabase
    /// The path, or that of the journal, leads to a folder, a pipe or a device.
    case notRegularFile
    /// The file is damaged or cut short.
    case corrupt
    /// The file or its folder cannot be written.
    case readOnly
    /// The file was removed or replaced while it was open.
    case moved
    /// The disk is full.
    case full
    /// Another process is writing.
    case busy
    /// There is no such file, or it may not be opened.
    case cannotOpen
    /// Reading or writing failed.
    case inputOutput
    /// A text contains the character NUL.
    case nulCharacter
    /// A table of the file lacks columns.
    case missingColumns
    /// A row breaks a rule of the schema.
    case constraint
    /// The work was interrupted.
    case interrupted
    /// Anything else: a fault of the program.
    case other
  }

  /// The extended result code of SQLite.
  public let code: Int32
  /// SQLite's own words.
  public let message: String
  /// The statement, without its values.
  public let sql: String?

  /// Creates an error.
  package init(code: Int32, message: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  /// Columns that a table of the file lacks.
  init(missing columns: [String], in table: String) {
    self.init(
      code: Self.missingColumnsCode,
      message: "the table \(table) has no column \(columns.joined(separator: ", "))")
  }

  static func nulCharacter(sql: String) -> DatabaseError {
    DatabaseError(
      code: nulCharacterCode, message: "a text contains the character NUL", sql: sql)
  }

  static func notRegularFile(_ path: String) -> DatabaseError {
    DatabaseError(code: notRegularFileCode, message: "\(path) is not a regular file")
  }

  // Codes of faults that this module finds; those of SQLite are positive.
  private static let nulCharacterCode: Int32 = -1
  private static let missingColumnsCode: Int32 = -2
  private static let notRegularFileCode: Int32 = -3

  /// SQLITE_READONLY_DBMOVED, a macro that Swift cannot import.
  private static let movedCode: Int32 = SQLITE_READONLY | 4 << 8

  /// What can be done about it.
  public var category: Category {
    if code == Self.nulCharacterCode { return .nulCharacter }
    if code == Self.missingColumnsCode { return .missingColumns }
    if code == Self.notRegularFileCode { return .notRegularFile }
    if code == Self.movedCode { return .moved }
    return switch code & 0xFF {
    case SQLITE_NOTADB: .notADatabase
    case SQLITE_CORRUPT: .corrupt
    case SQLITE_READONLY, SQLITE_PERM: .readOnly
    case SQLITE_FULL: .full
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_CANTOPEN: .cannotOpen
    case SQLITE_IOERR: .inputOutput
    case SQLITE_CONSTRAINT: .constraint
    case SQLITE_INTERRUPT: .interrupted
    default: .other
    }
  }
}

extension DatabaseError: CustomStringConvertible {
  /// SQLite's words, with the statement where there is one.
  public var description: String {
    sql.map { "\(message) (in: \($0))" } ?? message
  }
}
