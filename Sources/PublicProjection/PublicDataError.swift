/// What is wrong with a public file, for the person who can fix it.
public struct PublicDataError: Error, Hashable {
  /// The kinds of fault, as the exit status tells them apart.
  public enum Category: Hashable, Sendable {
    /// The content is wrong.
    case badData
    /// There is no such file.
    case noInput
    /// The file cannot be made.
    case cannotCreate
    /// Reading or writing failed.
    case inputOutput
  }

  /// The kind of fault.
  public let category: Category
  /// The file.
  public let file: String
  /// What is wrong.
  public let what: String
  /// How to fix it.
  public let fix: String
}

extension PublicDataError: CustomStringConvertible {
  /// The file, what is wrong and how to fix it.
  public var description: String { "\(file): \(what). Fix: \(fix)." }
}
