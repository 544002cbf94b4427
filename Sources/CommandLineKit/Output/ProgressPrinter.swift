import TextFormats

/// Reports on standard error what a command is doing; silent where the user asks for it.
public struct ProgressPrinter: Sendable {
  private let isQuiet: Bool

  /// Reports progress unless it is to be quiet.
  public init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Reports a step that begins.
  public func step(_ text: String) { write("\(text) …") }

  /// Reports a fact that the user should know.
  public func note(_ text: String) { write("note: \(text)") }

  private func write(_ text: String) {
    if isQuiet { return }
    StandardStreams.printMessage("\(text.visible)\n")
  }
}
