import GeoPackage
import NetworkModel

extension Project {
  /// Runs a body in one transaction: all of it is stored, or none.
  ///
  /// Within another call of this kind the body is a step of that transaction: where it throws, its own
  /// changes alone are taken back.
  ///
  /// - Throws: what the body throws, and ``ProjectError`` where the file cannot be written.
  public func writing<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try explaining {
        if !connection.isInTransaction { try privateFile.refresh(connection) }
        return try connection.writing(body)
      }
    } catch {
      // What the transaction had begun to make of the private file is gone.
      if !connection.isInTransaction { try? privateFile.detach(from: connection) }
      throw error
    }
  }

  /// Runs a body that only reads, over one state of the file however long it takes.
  ///
  /// Other processes cannot store a transaction in the meantime, so a body reads and does not compute.
  /// Within another call, of this kind or of ``writing(_:)``, the body sees the state of that.
  public func reading<Result>(_ body: () throws -> Result) throws -> Result {
    try explaining {
      if !connection.isInTransaction { try privateFile.refresh(connection) }
      return try connection.reading(body)
    }
  }

  /// A number that changes whenever another connection has changed the file.
  package func dataVersion() throws -> Int64 {
    try explaining { try connection.integer("PRAGMA data_version") ?? 0 }
  }

  /// Runs a body and explains what SQLite refuses.
  func explaining<Result: ~Copyable>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      throw Self.explain(error, path)
    }
  }

  /// A fault of the database in words for the person before it.
  static func explain(_ error: any Error, _ path: String) -> any Error {
    if let fault = error as? RowFault {
      return ProjectError(
        category: .badData, file: path, layer: fault.table,
        what: "a row cannot be read: \(fault.reason)", fix: "import the layer again")
    }
    guard let fault = error as? DatabaseError else { return error }
    let (category, what, fix): (ProjectError.Category, String, String) =
      switch fault.category {
      case .notADatabase:
        (.badData, "the file is not a GeoPackage", "name a file made by `trasse new`")
      case .corrupt:
        (.badData, "the file is damaged or cut short", "restore it from a copy")
      case .readOnly:
        (.cannotCreate, "the file or its folder cannot be written", "grant the right to write")
      case .full: (.cannotCreate, "the disk is full", "free some space; the project is as it was")
      case .busy:
        (
          .inputOutput, "another process is writing the project",
          "try again when it has ended, or let the command wait with --wait SECONDS"
        )
      case .cannotOpen:
        (.cannotCreate, "the file cannot be opened or made", "check the folder and its rights")
      case .inputOutput: (.inputOutput, "reading or writing failed", "check the disk")
      case .nulCharacter:
        (
          .badData, "a text contains the character NUL, where other programs would end it",
          "remove the character"
        )
      case .missingColumns:
        (.badData, fault.message, "restore the file from a copy: another program has changed it")
      case .constraint, .interrupted, .other:
        (.inputOutput, fault.description, "report this as a fault of the program")
      }
    return ProjectError(category: category, file: path, what: what, fix: fix)
  }
}
