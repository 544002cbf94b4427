import Glibc
public import TextFormats

/// The three streams that a program is started with.
public enum StandardStreams {
  /// Gives each stream that the parent process has closed a descriptor again.
  ///
  /// Without this the next file that is opened would get the number of a stream, and messages would
  /// be written into it. Reading standard input then finds its end, writing to standard output
  /// fails, and messages on standard error are discarded. Called before any file is opened.
  public static func reopenClosed() {
    for (stream, mode) in [
      (STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY),
    ] where fcntl(stream, F_GETFD) == -1 {
      // The lowest free number is that of the stream, because the lower streams are open.
      _ = unsafe open("/dev/null", mode)
    }
  }

  /// Writes a result to standard output, completely.
  ///
  /// - Throws: `FileSink.Failure` where standard output does not accept it.
  public static func printResult(_ text: String) throws(FileSink.Failure) {
    let output = try FileSink(path: nil)
    try output.write(text)
    try output.finish()
  }

  /// Writes the result of a command whose work is done already.
  ///
  /// - Parameters:
  ///   - text: the result.
  ///   - done: what is done, as a clause, which the error names so that nobody repeats the command.
  /// - Throws: `Failure` where standard output does not accept it.
  public static func printResult(_ text: String, done: String) throws(Failure) {
    do {
      try printResult(text)
    } catch {
      let failure = error.failure
      throw Failure(
        failure.status, "\(failure.message), but \(done)",
        fix: "\(failure.fix ?? "free some space"); the command need not be repeated")
    }
  }

  /// Writes a message to standard error as far as possible: a message that cannot be written ends
  /// nothing.
  public static func printMessage(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
