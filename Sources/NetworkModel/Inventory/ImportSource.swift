import Geospatial

/// One file that was imported: a row of the table `import_source`.
public struct ImportSource: Hashable, Sendable {
  /// The file's name without its folder.
  public var name: String
  /// SHA-256 of the file.
  public var digest: String
  /// The CRS its coordinates came in.
  public var crs: String
  /// How many features were read.
  public var featuresRead: Int
  /// How many were left out, each for a stated reason.
  public var featuresRejected: Int

  /// Describes an import.
  public init(
    name: String, digest: String, crs: String, featuresRead: Int, featuresRejected: Int
  ) {
    self.name = name
    self.digest = digest
    self.crs = crs
    self.featuresRead = featuresRead
    self.featuresRejected = featuresRejected
  }
}
