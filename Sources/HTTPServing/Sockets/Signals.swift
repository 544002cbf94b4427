import Glibc

/// Synchronous handling of signals: they are blocked and waited for, so that no code runs in a
/// signal handler.
public enum Signals {
  private static var all: sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for number in [SIGTERM, SIGINT, SIGHUP] { unsafe sigaddset(&set, number) }
    return set
  }

  /// Blocks the signals.
  ///
  /// It must be called before a second thread is started.
  public static func block() {
    var set = all
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Waits for the next signal.
  ///
  /// Returns 0 if none arrives in time.
  public static func wait(milliseconds: Int) -> Int32 {
    var set = all
    var time = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    return max(0, unsafe sigtimedwait(&set, nil, &time))
  }
}
