import FoundationEssentials
import ProjectStore
import PublicProjection
public import TextFormats

/// The path of an output, with the files that the same operation reads.
///
/// An output replaces none of those files, no project and no private file, and no public file
/// unless it is one itself. Files are compared by device and inode, so that links and other
/// spellings of a path make no difference.
public struct OutputTarget: Hashable, Sendable {
  /// The path.
  public let path: String
  /// The files that the operation reads.
  public let inputs: [String]

  /// Describes an output.
  public init(_ path: String, besides inputs: [String]) {
    self.path = path
    self.inputs = inputs
  }

  /// The output of a name in this folder.
  func file(_ name: String) -> OutputTarget {
    OutputTarget("\(path.hasSuffix("/") ? String(path.dropLast()) : path)/\(name)", besides: inputs)
  }

  /// Opens the output for text.
  ///
  /// - Throws: ``OperationError`` where it would replace a protected file; `FileSink.Failure` where
  ///   it cannot be written.
  public func sink() throws -> FileSink { try FileSink(destination()) }

  /// Opens the output for a GeoPackage.
  func geoPackage() throws -> OutputFile { try OutputFile(destination(), as: .database) }

  /// Opens the output for a public file.
  func publicFile() throws -> OutputFile {
    try OutputFile(destination(forPublicFile: true), as: .database)
  }

  /// Where the output goes.
  ///
  /// - Throws: ``OperationError`` where it would replace a protected file.
  func destination(forPublicFile isPublicFile: Bool = false) throws(OperationError)
    -> OutputDestination
  {
    let destination = OutputDestination(path)
    guard case .file(let file) = destination.form else { return destination }
    for input in inputs where isInput(file, destination.occupant, input) {
      throw .outputIsInput(path: path, input: input)
    }
    if let owner = Self.owner(of: file), Project.isProjectData(at: owner) {
      throw .outputIsProject(path: path)
    }
    guard destination.occupant != nil else { return destination }
    if Project.isProjectData(at: file) { throw .outputIsProject(path: path) }
    switch PublicFile.occupant(at: file) {
    case .publicFile where !isPublicFile: throw .outputIsPublicFile(path: path)
    case .otherDatabase where isPublicFile: throw .outputIsOtherDatabase(path: path)
    default: return destination
    }
  }

  /// The suffixes of the files that SQLite and this program keep beside a database.
  private static let companions = [
    ".private", "-journal", "-wal", "-shm", ".private-journal", ".private-wal", ".private-shm",
  ]

  /// The database that a file belongs to by its name; `nil` for no such name.
  private static func owner(of file: String) -> String? {
    companions.first { file.hasSuffix($0) }.map { String(file.dropLast($0.count)) }
  }

  /// Whether an output is an input, belongs to it, or is within a folder that is an input.
  private func isInput(_ file: String, _ occupant: FileIdentity?, _ input: String) -> Bool {
    guard let own = FileIdentity(input) else { return false }
    let folder = FileIdentity(FileNames.folder(of: file))
    let (name, source) = (FileNames.name(of: file), OutputDestination(input))
    guard case .file(let inputFile) = source.form else {
      return source.form == .folder && occupant != nil && Self.isWithin(file, own)
    }
    if occupant == own { return true }
    let companions =
      Self.companions.map { inputFile + $0 } + DatasetParts.paths(of: inputFile)
    return companions.contains { path in
      occupant.map { $0 == FileIdentity(path) } ?? false
        || FileNames.name(of: path) == name && folder == FileIdentity(FileNames.folder(of: path))
    }
  }

  /// Whether a file is in a folder or in one of its subfolders.
  private static func isWithin(_ file: String, _ folder: FileIdentity) -> Bool {
    var path = FileNames.folder(of: file)
    // More levels than a path has characters for.
    for _ in 0..<4096 {
      guard let identity = FileIdentity(path) else { return false }
      if identity == folder { return true }
      let parent = path + "/.."
      if FileIdentity(parent) == identity { return false }
      path = parent
    }
    return false
  }
}
