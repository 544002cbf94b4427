import Foundation

/// The project file of an earlier schema version and what its program exported: see
/// `Tests/Fixtures/Schemas/README.md`.
public struct SchemaFixture: Sendable {
  /// The version of the schema.
  public let version: Int

  /// All versions there are files of.
  public static let all = (1...6).map { SchemaFixture(version: $0) }

  /// One export: the layer, the format, the plan, and the text.
  public struct Export {
    /// The layer's name.
    public let layer: String
    /// `geojson` or `csv`.
    public let format: String
    /// The plan; empty for a layer without plans.
    public let scenario: String
    /// What the program wrote.
    public let text: String
  }

  /// Puts the project file into a folder.
  ///
  /// - Returns: its path.
  public func unpack(into folder: TemporaryFolder) throws -> String {
    let path = folder.path("v\(version).gpkg")
    try unpacked("gpkg").write(to: URL(fileURLWithPath: path))
    return path
  }

  /// What the program of the version exported.
  public func exports() throws -> [Export] {
    String(decoding: try unpacked("exports"), as: UTF8.self).split(separator: "=== ").map { part in
      let end = part.firstIndex(of: "\n") ?? part.endIndex
      let words = part[..<end].split(separator: " ", omittingEmptySubsequences: false)
      return Export(
        layer: String(words[0]), format: String(words[1]), scenario: String(words[2]),
        text: String(part[end...].dropFirst()))
    }
  }

  private func unpacked(_ kind: String) throws -> Data {
    let packed = Shared.packageRoot
      .appendingPathComponent("Tests/Fixtures/Schemas/v\(version).\(kind).gz")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-dc", packed.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
