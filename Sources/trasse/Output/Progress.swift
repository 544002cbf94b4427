import Foundation

/// Says on standard error what is being done; silent where asked to be.
struct Progress {
  let isQuiet: Bool

  /// A step that begins.
  func step(_ text: String) { say("\(text) …") }

  /// Something the user should know.
  func note(_ text: String) { say("note: \(text)") }

  private func say(_ text: String) {
    if isQuiet { return }
    FileHandle.standardError.write(Data("\(text)\n".utf8))
  }
}
