import Foundation

/// What could not be written.
struct OutputError: Error {
  let description: String
  /// Whether writing failed halfway, rather than from the start.
  let isReadWrite: Bool
}

/// Where results go: standard output, or a file that appears under its name only when it is whole.
final class Output {
  private let path: String?
  private let temporary: String?
  private let handle: FileHandle
  private var buffer: [UInt8] = []

  /// - Throws: ``OutputError`` where the file cannot be made.
  init(path: String?) throws {
    self.path = path
    guard let path else {
      temporary = nil
      handle = .standardOutput
      return
    }
    let temporary = "\(path).part-\(getpid())"
    guard FileManager.default.createFile(atPath: temporary, contents: nil),
      let handle = FileHandle(forWritingAtPath: temporary)
    else {
      throw OutputError(
        description: "\(path) cannot be written. Fix: check the folder and its rights.",
        isReadWrite: false)
    }
    self.temporary = temporary
    self.handle = handle
  }

  deinit {
    // Still there only where the work did not end well.
    if let temporary { try? FileManager.default.removeItem(atPath: temporary) }
  }

  func write(_ bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count > 1 << 18 { try flush() }
  }

  func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Makes the file appear under its name.
  func finish() throws {
    try flush()
    guard let path, let temporary else { return }
    do {
      try handle.synchronize()
      try handle.close()
    } catch {
      throw failure
    }
    guard unsafe rename(temporary, path) == 0 else { throw failure }
  }

  private func flush() throws {
    do {
      try handle.write(contentsOf: buffer)
    } catch {
      if path == nil && errno == EPIPE { exit(0) }
      throw failure
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private var failure: OutputError {
    OutputError(
      description: "\(path ?? "standard output") could not be written to the end. "
        + "Fix: free some space.", isReadWrite: true)
  }
}
