import Foundation
import TestSupport
import TextFormats
import Testing

struct FileSinkTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("result.csv")
  }

  private var files: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(
        atPath: (path as NSString).deletingLastPathComponent)
    }
  }

  @Test func `a file appears under its name only when it is complete`() throws {
    let sink = try FileSink(path: path)
    try sink.write("a,b\n")
    try sink.write(Array(repeating: UInt8(ascii: "x"), count: 1 << 20))
    #expect(!FileManager.default.fileExists(atPath: path))
    try sink.finish()
    #expect(try files == ["result.csv"])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(bytes.count == (1 << 20) + 4 && bytes.starts(with: Array("a,b\nxx".utf8)))
  }

  @Test func `an unfinished file leaves nothing, and the old one stays`() throws {
    try "old".write(toFile: path, atomically: true, encoding: .utf8)
    do {
      let sink = try FileSink(path: path)
      try sink.write(Array(repeating: 0, count: 1 << 20))
    }
    #expect(try files == ["result.csv"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
  }

  @Test func `a file that cannot be created is reported with its path`() {
    let path = folder.path("nowhere/result.csv")
    #expect(throws: FileSink.Failure.cannotCreate(path: path)) { try FileSink(path: path) }
  }

  @Test func `a full disk is reported with the path of the file`() throws {
    // A device that accepts no bytes, reached through a link.
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
    let sink = try FileSink(path: path)
    try sink.write("x")
    #expect(throws: FileSink.Failure.cannotWrite(path: path)) { try sink.finish() }
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: path) == "/dev/full")
  }
}
