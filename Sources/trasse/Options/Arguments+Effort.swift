/// The options that say how much work to do, for the commands that optimise.
extension Arguments {
  /// `--time`.
  func timeLimit() throws -> Duration? {
    guard let seconds = try number("--time") else { return nil }
    guard seconds > 0 else { throw UsageError(message: "--time takes seconds above 0") }
    return .milliseconds(Int64(min(seconds, 1e6) * 1000))
  }

  /// `--threads`.
  func threads() throws -> Int? {
    guard let threads = try number("--threads") else { return nil }
    guard threads >= 1, threads <= 64, threads == threads.rounded() else {
      throw UsageError(message: "--threads takes a whole number from 1 to 64")
    }
    return Int(threads)
  }
}
