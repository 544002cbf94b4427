public import CommandLineKit
public import HTTPServing

extension Listener.Failure: ExplainedError {
  /// The error in words for the operator.
  public var failure: CommandLineKit.Failure {
    switch self {
    case .notAnAddress(let text):
      CommandLineKit.Failure(
        .unavailable, "\(text) is not an address", fix: "write it in digits, such as 127.0.0.1")
    case .cannotListen(let address, let port, let reason):
      CommandLineKit.Failure(
        .unavailable, "cannot listen at \(address), port \(port): \(reason)",
        fix: "choose another address or port")
    case .noInheritedSocket:
      CommandLineKit.Failure(
        .unavailable, "LISTEN_FDS announces a socket, and there is none that listens",
        fix: "start the socket unit, or unset LISTEN_FDS")
    }
  }
}

extension HTTPServer.StartFailure: ExplainedError {
  /// The error in words for the operator.
  public var failure: Failure {
    Failure(
      .unavailable, "the server cannot start its threads",
      fix: "raise the limits of threads and open files")
  }
}
