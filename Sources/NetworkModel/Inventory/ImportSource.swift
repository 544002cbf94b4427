import Geospatial

/// One file that was imported: a row of the table `import_source`.
public struct ImportSource: Hashable, Sendable {
  /// The file's name without its folder.
  public var name: String
  /// SHA-256 of the file.
  public var digest: String
  /// The CRS of the file's coordinates.
  public var crs: String
  /// The number of features read.
  public var featuresRead: Int
  /// The number of features rejected, each for a stated reason.
  public var featuresRejected: Int

  /// Creates a record of an import.
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
