/// Why a public file cannot be read or written.
public struct PublicDataError: Error, Hashable, Sendable {
  /// The faults of a public file.
  public enum Fault: Hashable, Sendable {
    /// The file does not exist.
    case missing
    /// The path leads to a folder, a pipe or a device.
    case notRegularFile
    /// The file is damaged or not a public file.
    case notPublicFile
    /// The file was written in another version of the format.
    case otherFormat(Int64)
    /// A part of the content is invalid or contradicts the rest.
    case damaged(Damage)
    /// The file cannot be opened or written.
    case notWritable
    /// SQLite reports another error.
    case database(String)
  }

  /// The parts of a file that can be damaged.
  public enum Damage: Hashable, Sendable {
    /// The description of the release.
    case release
    /// The row of an address, with its number.
    case address(Int64)
    /// The addresses as a whole: they differ from those that were published.
    case addresses
    /// The search index: it is unreadable for the stated reason or, without one, belongs to
    /// different addresses.
    case index(String?)
  }

  /// The fault.
  public let fault: Fault
  /// The path of the file.
  public let file: String
}
