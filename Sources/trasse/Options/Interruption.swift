import Foundation
import Synchronization

/// What SIGINT and SIGTERM do.
///
/// They end the program with 130 at once; whoever prefers to end early with what there is leaves
/// them to the command.
enum Interruption {
  private static let isCommandAsked = Atomic<Bool>(false)
  private static let asked = Atomic<Bool>(false)

  /// Whether the user wants the command to come to an end.
  static var isAsked: Bool { asked.load(ordering: .relaxed) }

  /// From now on the first signal only asks; the second ends the program.
  static func isLeftToCommand() { isCommandAsked.store(true, ordering: .relaxed) }

  /// Ends with 130 when interrupted; whoever started us may have blocked the signals.
  static func isCaught() {
    _ = isAsked
    isCommandAsked.store(false, ordering: .relaxed)
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for interruption in [SIGINT, SIGTERM] {
      unsafe sigaddset(&signals, interruption)
      signal(interruption) { _ in
        // Only what is safe within a signal handler.
        let isFirst = !Interruption.asked.exchange(true, ordering: .relaxed)
        if isFirst, Interruption.isCommandAsked.load(ordering: .relaxed) {
          Interruption.say("trasse: interrupted; once more ends it without a result\n")
          return
        }
        // What was being written is rolled back by the next command that opens the project.
        Interruption.say("trasse: interrupted; the project is as it was\n")
        _exit(130)
      }
    }
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func say(_ message: StaticString) {
    _ = unsafe write(2, message.utf8Start, message.utf8CodeUnitCount)
  }
}
