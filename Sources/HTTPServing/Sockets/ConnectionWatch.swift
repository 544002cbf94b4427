import Glibc
import Synchronization

/// Cuts off clients that take too long, byte by byte or not: the library's own timeout starts anew
/// with each byte.
final class ConnectionWatch: Sendable {
  /// One connection and when it must have come further.
  final class Connection: Sendable {
    let socket: Int32
    private let deadline: Atomic<Int>

    init(socket: Int32, seconds: Int) {
      self.socket = socket
      deadline = Atomic(ConnectionWatch.now + seconds)
    }

    /// From now on there are that many seconds for what comes next.
    func allow(seconds: Int) {
      deadline.store(ConnectionWatch.now + seconds, ordering: .relaxed)
    }

    var isLate: Bool { deadline.load(ordering: .relaxed) < ConnectionWatch.now }
  }

  private let open = Mutex<[Int32: Connection]>([:])

  func opened(_ connection: Connection) {
    open.withLock { $0[connection.socket] = connection }
  }

  /// The library tells before it closes the socket, so that the number is not another's yet.
  func closed(_ connection: Connection) {
    open.withLock { connections in
      if connections[connection.socket] === connection { connections[connection.socket] = nil }
    }
  }

  /// Shuts what is late; the library notices and closes it.
  func shutLate() {
    open.withLock { connections in
      for connection in connections.values where connection.isLate {
        shutdown(connection.socket, Int32(SHUT_RDWR))
      }
    }
  }

  /// Seconds of a clock that never goes back.
  static var now: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }
}
