import Foundation
import TestSupport
import Testing

/// The wording of errors belongs to the programs.
struct LibraryTextTests {
  /// The targets that may name commands and options.
  private static let programs: Set<String> = [
    "trasse", "trasse-server", "CommandLineKit", "benchmarks",
  ]

  @Test func `no text of a library names a command or an option`() throws {
    let sources = Shared.packageRoot.appendingPathComponent("Sources")
    var found: [String] = []
    for module in try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted()
    where !Self.programs.contains(module) {
      let files = FileManager.default.enumerator(
        at: sources.appendingPathComponent(module), includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        guard file.pathExtension == "swift" else { continue }
        let text = try String(contentsOf: file, encoding: .utf8)
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
          .enumerated()
        where Self.namesCommand(line) {
          found.append("\(module)/\(file.lastPathComponent):\(number + 1): \(line)")
        }
      }
    }
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  /// Whether a line of code, not of comment, has a command or an option in a literal.
  private static func namesCommand(_ line: Substring) -> Bool {
    let code = line.trimmingCharacters(in: .whitespaces)
    guard !code.hasPrefix("//"), code.contains("\"") else { return false }
    return code.contains("`trasse ")
      || code.range(of: "[ \"]--[a-z]", options: .regularExpression) != nil
  }
}
