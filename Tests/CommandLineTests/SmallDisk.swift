import Foundation

/// A disk of a few kilobytes in memory, mounted for one test.
final class SmallDisk: Sendable {
  private let path: String

  /// Whether this process may mount one.
  static let canBeMade: Bool = {
    guard getuid() == 0 else { return false }
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("trasse-disk-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    return (try? SmallDisk(at: place, kilobytes: 16)) != nil
  }()

  /// Mounts a disk at a place that is made for it.
  init(at path: String, kilobytes: Int) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Self.run("mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "trasse-test", path)
    self.path = path
  }

  deinit { try? Self.run("umount", path) }

  /// Leaves no free space on it.
  func fill() throws {
    let rest = path + "/rest"
    _ = FileManager.default.createFile(atPath: rest, contents: nil)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: rest))
    while (try? file.write(contentsOf: Data(count: 4096))) != nil {}
  }

  private static func run(_ words: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw POSIXError(.EPERM) }
  }
}
