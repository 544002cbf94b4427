/// Why a Steiner tree file cannot be read.
public struct SteinerFormatError: Error, Hashable, CustomStringConvertible {
  /// The line number, starting at 1; `nil` if the file cannot be divided into lines.
  public let line: Int?
  /// A description of the fault.
  public let reason: String

  /// The line number and the reason.
  public var description: String { line.map { "line \($0): \(reason)" } ?? reason }
}
