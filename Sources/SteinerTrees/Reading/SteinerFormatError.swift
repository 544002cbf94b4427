/// What is wrong with a Steiner tree file, and where.
public struct SteinerFormatError: Error, Hashable, CustomStringConvertible {
  /// The line, from 1; `nil` where the file cannot be read as lines at all.
  public let line: Int?
  /// What is wrong with it.
  public let reason: String

  /// Line and reason.
  public var description: String { line.map { "line \($0): \(reason)" } ?? reason }
}
