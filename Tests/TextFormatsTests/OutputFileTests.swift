import Foundation
import TestSupport
import Testing

import TextFormats

/// An output that gets its name only where no other file has it.
struct OutputFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func content(_ name: String) -> String? {
    (try? Data(contentsOf: URL(fileURLWithPath: folder.path(name))))
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `an output that keeps others is refused where a file has the name`() throws {
    let path = folder.path("x")
    let output = try OutputFile(OutputDestination(path), as: .database)
    _ = try folder.write("another", to: "x")
    #expect(throws: FileSink.Failure.exists(path: path)) { try output.finish(.kept) }
    #expect(content("x") == "another")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["x"])
  }

  @Test func `an empty file is replaced unless another process is about to do that`() throws {
    let path = try folder.write("", to: "x")
    let temporary = try folder.write("own", to: "x.part")
    let other = unsafe open(path, O_RDWR)
    #expect(flock(other, LOCK_EX) == 0)
    #expect(!OutputFile.move(temporary, toEmpty: path))
    #expect(throws: FileSink.Failure.exists(path: path)) {
      try OutputFile.move(temporary, toNew: path, path: path)
    }
    #expect(flock(other, LOCK_UN) == 0)
    #expect(OutputFile.move(temporary, toEmpty: path))
    close(other)
    #expect(content("x") == "own" && content("x.part") == nil)
    _ = try folder.write("later", to: "y")
    #expect(!OutputFile.move(folder.path("y"), toEmpty: path))
    #expect(!OutputFile.move(folder.path("y"), toEmpty: folder.path("z")))
    #expect(content("x") == "own" && content("y") == "later")
  }

  @Test func `without hard links a name is reserved first`() throws {
    let temporary = try folder.write("own", to: "x.part")
    let path = folder.path("x")
    _ = try folder.write("another", to: "x")
    #expect(throws: FileSink.Failure.exists(path: path)) {
      try OutputFile.move(temporary, toNew: path, path: path)
    }
    #expect(content("x") == "another")
    try FileManager.default.removeItem(atPath: path)
    try OutputFile.move(temporary, toNew: path, path: path)
    #expect(content("x") == "own" && content("x.part") == nil)
    #expect(throws: FileSink.Failure.cannotCreate(path: folder.path("y"))) {
      try OutputFile.move(temporary, toNew: folder.path("y"), path: folder.path("y"))
    }
    #expect(content("y") == nil)
  }
}
