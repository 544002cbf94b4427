public import Foundation

/// The data beside the project that may not be part of it; tests skip visibly without it.
public enum Shared {
  /// The folder `../shared`, seen from the package root.
  public static let root = packageRoot.deletingLastPathComponent().appendingPathComponent("shared")

  /// The root folder of this package.
  public static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Whether the shared data is there.
  public static let isPresent = FileManager.default.fileExists(
    atPath: root.appendingPathComponent("README.md").path)

  /// What a skipped test says.
  public static let absence = "needs ../shared (real data beside the project), which is absent here"

  /// The path of a file or folder below `../shared`.
  public static func path(_ relative: String) -> String {
    root.appendingPathComponent(relative).path
  }
}
