import Foundation
import Synchronization
import TextFormats

/// The handling of SIGINT and SIGTERM.
///
/// They end the program with ``ExitStatus/interrupted`` at once. A command that can stop early with
/// a result calls ``deferToCommand()`` and looks at ``isRequested`` as it works.
public enum Interruption {
  private static let isDeferred = Atomic<Bool>(false)
  private static let requested = Atomic<Bool>(false)

  /// Whether the user wants the command to end.
  public static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// From now on the first signal only sets ``isRequested``; the second one ends the program.
  public static func deferToCommand() { isDeferred.store(true, ordering: .relaxed) }

  /// Installs the handlers, and unblocks the signals, which the parent process may have blocked.
  public static func installHandlers() {
    // The statics are initialized here, because a handler must not do it.
    _ = isRequested
    TemporaryFiles.removeAll()
    isDeferred.store(false, ordering: .relaxed)
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for interruption in [SIGINT, SIGTERM] {
      unsafe sigaddset(&signals, interruption)
      signal(interruption) { _ in
        // Only what is safe within a signal handler.
        let isFirst = !Interruption.requested.exchange(true, ordering: .relaxed)
        if isFirst, Interruption.isDeferred.load(ordering: .relaxed) {
          Interruption.write("interrupted: a second interrupt ends the program without a result\n")
          return
        }
        TemporaryFiles.removeAll()
        // SQLite rolls back what was being written when the project is opened next.
        Interruption.write("interrupted: the project is unchanged\n")
        _exit(ExitStatus.interrupted.rawValue)
      }
    }
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func write(_ message: StaticString) {
    _ = unsafe Glibc.write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
  }
}
