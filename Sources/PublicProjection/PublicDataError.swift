/// Why a public file cannot be read or written.
public struct PublicDataError: Error, Hashable, Sendable {
  /// The faults of a public file.
  public enum Fault: Hashable, Sendable {
    /// There is no such file.
    case missing
    /// The file is not a public file, or damaged.
    case notPublicFile
    /// The file was written in another format.
    case otherFormat(Int64)
    /// A part of the content does not fit the rest.
    case damaged(Damage)
    /// The file cannot be opened or written.
    case notWritable
    /// The finished file cannot be put in the place of the old one.
    case notReplaceable
    /// SQLite reports another error.
    case database(String)
  }

  /// The parts of a file that can be damaged.
  public enum Damage: Hashable, Sendable {
    /// The description of the release.
    case release
    /// A row of the addresses, by its number.
    case address(Int64)
    /// The addresses as a whole: they are not those that were published.
    case addresses
    /// The search index: it is unreadable, with the reason, or made from other addresses.
    case index(String?)
  }

  /// The fault.
  public let fault: Fault
  /// The path of the file.
  public let file: String
}
