import Glibc

/// Signals, waited for instead of handled: nothing runs in the middle of something else.
public enum Signals {
  private static var all: sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for number in [SIGTERM, SIGINT, SIGHUP] { unsafe sigaddset(&set, number) }
    return set
  }

  /// Keeps the signals back; to be called before there is a second thread.
  public static func block() {
    var set = all
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// The next signal; 0 where none comes in time.
  public static func wait(milliseconds: Int) -> Int32 {
    var set = all
    var time = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    return max(0, unsafe sigtimedwait(&set, nil, &time))
  }
}
