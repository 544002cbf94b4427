public import NetworkModel

/// Why a project cannot be published, or reports cannot be imported.
public enum PublicationError: Error, Hashable, Sendable {
  /// The position of an address cannot be transformed to degrees.
  case positionOutside(address: AddressID, project: String)
  /// The file of reports cannot be read.
  case unreadableFile(path: String)
}
