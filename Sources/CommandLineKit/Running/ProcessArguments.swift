import Glibc

/// The arguments that the process was started with.
public enum ProcessArguments {
  /// The words behind the name of the program.
  ///
  /// - Throws: ``UsageError`` for a word that is not UTF-8: as a text it would name another file.
  public static func words() throws(UsageError) -> [String] {
    var words: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = unsafe CommandLine.unsafeArgv[index] else { break }
      guard let word = unsafe String(validatingCString: argument) else {
        throw .message(
          "argument \(index) is not UTF-8: \(unsafe String(cString: argument)); rename the file, or use a "
            + "link to it whose name is UTF-8")
      }
      words.append(word)
    }
    return words
  }
}
