import CommandLineKit
import HTTPServing
import WebPages

/// The words for the errors of `trasse serve`.
extension Failure {
  init(_ failure: Listener.Failure) {
    switch failure {
    case .notAnAddress(let text):
      self.init(.unavailable, "\(text) is not an address", fix: "write it as 127.0.0.1 or ::1")
    case .cannotListen(let address, let port, let reason):
      self.init(
        .unavailable, "cannot listen at \(address), port \(port): \(reason)",
        fix: "choose others with --address and --port")
    case .noInheritedSocket: self.init(.unavailable, "there is no socket to listen at")
    }
  }

  init(_ fault: CheckedFile.Fault) {
    switch fault {
    case .unreadable(let path):
      self.init(
        .badData, "--map: \(path) cannot be read", fix: "run `scripts/setup --map FOLDER` first")
    case .otherHash(let path):
      self.init(
        .badData, "--map: \(path) has another SHA-256 than the released file",
        fix: "fetch it again with `scripts/setup --map FOLDER`")
    }
  }
}
