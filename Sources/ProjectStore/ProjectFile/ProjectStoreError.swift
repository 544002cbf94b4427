public import Geospatial
public import NetworkModel

/// Why a project cannot be opened, read or written.
public struct ProjectStoreError: Error, Hashable, Sendable {
  /// The faults of the project file as a file.
  public enum FileFault: Hashable, Sendable {
    /// A new project cannot take the place of an existing file.
    case exists
    /// There is no such project.
    case missing
    /// The path, or that of the journal, leads to a folder, a pipe or a device.
    case notRegularFile
    /// The file is empty.
    case emptyFile
    /// The file is not a database.
    case notDatabase
    /// The file is a database, but not a GeoPackage.
    case notGeoPackage
    /// The file is a GeoPackage, but not a project.
    case notProject
    /// The project was written by a newer program.
    case newerSchema(Int64)
    /// The project was written by an older program, and needs an upgrade.
    case olderSchema(Int64)
    /// The file is damaged or incomplete.
    case corrupt
    /// The file or its folder cannot be written.
    case notWritable
    /// The file was removed or replaced by another while it was in use.
    case moved
    /// The file cannot be opened or created.
    case cannotOpen
    /// The disk is full.
    case diskFull
    /// Another process is writing the project.
    case busy
    /// The change is stored, but bytes of the old content remain, because another program reads the
    /// file in WAL mode.
    case oldBytesInUse
    /// Reading or writing failed.
    case inputOutput
    /// SQLite reports another error.
    case database(String)
  }

  /// The faults of the content.
  public enum ContentFault: Hashable, Sendable {
    /// Nothing was imported yet.
    case empty
    /// Lengths in the CRS are not metres.
    case unsuitableCRS(identifier: String, name: String, LengthFault)
    /// There is no such layer.
    case unknownLayer(String, known: [String])
    /// There is no such plan.
    case unknownScenario(String, known: [String])
    /// A row of a layer cannot be read; the reason.
    case unreadableRow(layer: String, reason: String)
    /// Another program has removed columns; what is missing.
    case missingColumns(String)
    /// A row of a layer refers to a row that does not exist.
    case danglingReference(layer: String)
    /// A text contains the character NUL, where other programs would end it.
    case nulCharacter
    /// Another program has changed an event of the ledger.
    case changedLedger(sequence: Int64)
    /// Another program has removed the row that describes the project.
    case missingDescription
    /// The head of the ledger is missing.
    case missingLedgerHead
  }

  /// The faults of access tokens.
  public enum TokenFault: Hashable, Sendable {
    /// The name is not one line of at most 64 letters.
    case invalidName
    /// The end of the token is in the past.
    case pastEnd(Timestamp)
    /// There is or was a token of this name.
    case exists(String)
    /// There is no such token.
    case unknown(String, known: [String])
    /// The token was revoked before.
    case revoked(String)
  }

  /// The faults of the file of private data beside the project.
  public enum PrivateFileFault: Hashable, Sendable {
    /// The file was removed while in use.
    case removed
    /// A file exists beside a project that has none.
    case exists
    /// A file of an earlier project exists beside a new one.
    case ofEarlierProject
    /// The file belongs to another project.
    case ofOtherProject
    /// The file cannot be created.
    case cannotCreate
    /// The path is not a plain file.
    case notPlain
    /// Other users can read the file.
    case openToOthers
    /// The key of the public ids is lost.
    case lostKey
  }

  /// The faults of a file of plans that could not be stored.
  public enum PlanFileFault: Hashable, Sendable {
    /// There is no such file.
    case missing
    /// The file is another one.
    case notPlanFile
    /// The plans belong to another project.
    case ofOtherProject
    /// Layers that the plans were made from have changed since.
    case outdated(layers: [String])
  }

  /// A fault.
  public enum Fault: Hashable, Sendable {
    case file(FileFault)
    case content(ContentFault)
    case token(TokenFault)
    case privateFile(PrivateFileFault)
    case planFile(PlanFileFault)
  }

  /// The fault.
  public let fault: Fault
  /// The path of the file.
  public let file: String

  package init(_ fault: Fault, _ file: String) {
    self.fault = fault
    self.file = file
  }

  /// Whether trying again later can succeed.
  public var isTransient: Bool {
    switch fault {
    case .file(.busy), .file(.inputOutput), .file(.database), .privateFile(.removed): true
    default: false
    }
  }
}
