import TestSupport
import Testing

/// A project into which nothing was imported.
struct EmptyProjectTests {
  @Test(arguments: [("check", 65), ("plan", 65), ("coverage", 65), ("verify", 66)])
  func `a project without data is refused with a fix`(_ command: String, _ status: Int32) throws {
    let folder = try TemporaryFolder()
    _ = try Program.run(["new", "empty.gpkg"], in: folder)
    let outcome = try Program.run([command, "empty.gpkg"], in: folder)
    #expect(outcome.status == status)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("Fix: "), "\(outcome.errors)")
  }
}
