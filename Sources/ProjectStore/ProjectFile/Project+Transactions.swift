import GeoPackage
import NetworkModel

extension Project {
  /// Runs a body in one transaction: all of it is stored, or none.
  ///
  /// Within another call of this kind the body is a step of that transaction: where it throws, its
  /// own changes alone are taken back.
  ///
  /// - Throws: what the body throws, and ``ProjectStoreError`` where the file cannot be written.
  public func writing<Result>(_ body: () throws -> Result) throws -> Result {
    let crsBefore = crs
    do {
      return try explaining {
        if connection.isInTransaction { return try connection.writing(body) }
        try privateFile.refresh(connection)
        return try connection.writing {
          SuperJournals(of: path).removeAbandoned()
          return try body()
        }
      }
    } catch {
      // The tables of a CRS that was set in the transaction are gone.
      crs = crsBefore
      // What the transaction had begun to make of the private file is gone.
      if !connection.isInTransaction { try? privateFile.detach(from: connection) }
      throw error
    }
  }

  /// Runs a body that only reads, over one state of the file however long it takes.
  ///
  /// Other processes cannot store a transaction in the meantime, so a body reads and does not
  /// compute. Within another call, of this kind or of ``writing(_:)``, the body sees the state of
  /// that.
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

  /// A fault of the database as one of the project.
  static func explain(_ error: any Error, _ path: String) -> any Error {
    if let fault = error as? RowFault {
      return ProjectStoreError(
        .content(.unreadableRow(layer: fault.table, reason: fault.reason)), path)
    }
    guard let fault = error as? DatabaseError else { return error }
    let own: ProjectStoreError.Fault =
      switch fault.category {
      case .notRegularFile: .file(.notRegularFile)
      case .notADatabase: .file(.notDatabase)
      case .corrupt: .file(.corrupt)
      case .readOnly: .file(.notWritable)
      case .moved: .file(.moved)
      case .full: .file(.diskFull)
      case .busy: .file(.busy)
      case .cannotOpen: .file(.cannotOpen)
      case .inputOutput: .file(.inputOutput)
      case .nulCharacter: .content(.nulCharacter)
      case .missingColumns: .content(.missingColumns(fault.message))
      case .constraint, .interrupted, .other: .file(.database(fault.description))
      }
    return ProjectStoreError(own, path)
  }
}
