public import Foundation

extension ProgramDeclaration {
  /// Writes the manual pages and the shell completions below a folder, at the paths that they have
  /// below `/usr/share`.
  ///
  /// - Throws: where a file cannot be written.
  public func writeDocuments(to folder: URL) throws {
    func write(_ text: String, _ path: String) throws {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    for page in ManualPages(of: self).pages { try write(page.text, "man/man1/\(page.name)") }
    try write(BashCompletion(of: self).script, "bash-completion/completions/\(name)")
    try write(ZshCompletion(of: self).script, "zsh/site-functions/_\(name)")
  }
}
