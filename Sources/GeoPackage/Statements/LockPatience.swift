import CSQLite
import Glibc

/// Waits for a lock that another process holds, as SQLite's own timeout does, and asks before each
/// attempt whether to wait longer.
final class LockPatience {
  private static let milliseconds = [1.0, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]

  private let seconds: Double
  private let whileWaiting: (Double) -> Bool
  private var start = ContinuousClock.now

  /// Waits up to a number of seconds, as long as a function of the seconds waited returns true.
  init(seconds: Double, whileWaiting: @escaping (Double) -> Bool) {
    self.seconds = seconds
    self.whileWaiting = whileWaiting
  }

  /// Makes a connection wait so; it must not outlive this value.
  func install(on handle: OpaquePointer) {
    _ = unsafe sqlite3_busy_handler(
      handle,
      { context, attempts in
        guard let context = unsafe context else { return 0 }
        let patience = unsafe Unmanaged<LockPatience>.fromOpaque(context).takeUnretainedValue()
        return patience.waits(after: Int(attempts)) ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Waits before the next attempt; false where there is to be none.
  private func waits(after attempts: Int) -> Bool {
    if attempts == 0 { start = .now }
    let (whole, fraction) = (ContinuousClock.now - start).components
    let elapsed = Double(whole) + Double(fraction) / 1e18
    guard elapsed < seconds, whileWaiting(elapsed) else { return false }
    let delay = Self.milliseconds[min(attempts, Self.milliseconds.count - 1)] / 1000
    usleep(UInt32(min(delay, seconds - elapsed) * 1_000_000))
    return true
  }
}
