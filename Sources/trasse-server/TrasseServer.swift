import CommandLineKit
import Foundation
import HTTPServing

/// The public service as a program.
@main
enum TrasseServer {
  static let program = Program(version: Version.current, command: ServePublicFile.self)

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    // Before there is a second thread: the signals are waited for.
    Signals.block()
    exit(program.run().rawValue)
  }
}
