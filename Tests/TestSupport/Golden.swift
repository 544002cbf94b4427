import Foundation

/// Texts that are kept in git and compared byte by byte; `TRASSE_BLESS=1` rewrites them.
public enum Golden {
  /// Whether a text is another one than the file of a name holds.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - name: the file in the folder `Golden` of the tests.
  ///   - tests: whose folder.
  /// - Returns: whether they differ.
  /// - Throws: where the file cannot be read.
  public static func differs(
    _ text: String, from name: String, of tests: String = "CommandLineTests"
  ) throws -> Bool {
    let file = Shared.packageRoot.appendingPathComponent("Tests/\(tests)/Golden/\(name)")
    if ProcessInfo.processInfo.environment["TRASSE_BLESS"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
      return false
    }
    return try String(contentsOf: file, encoding: .utf8) != text
  }
}
