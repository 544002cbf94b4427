import Glibc
import Synchronization

/// Closes connections of clients that take too long.
///
/// The timeout of the HTTP library does not suffice, because it starts again with each byte.
final class ConnectionWatch: Sendable {
  /// A connection with a deadline for the next step.
  final class Connection: Sendable {
    let socket: Int32
    private let deadline: Atomic<Int>

    init(socket: Int32, seconds: Int) {
      self.socket = socket
      deadline = Atomic(ConnectionWatch.now + seconds)
    }

    /// Sets the deadline for the next step.
    func allow(seconds: Int) {
      deadline.store(ConnectionWatch.now + seconds, ordering: .relaxed)
    }

    var isLate: Bool { deadline.load(ordering: .relaxed) < ConnectionWatch.now }
  }

  private let open = Mutex<[Int32: Connection]>([:])

  func opened(_ connection: Connection) {
    open.withLock { $0[connection.socket] = connection }
  }

  /// The library calls this before it closes the socket, so that the descriptor has not been
  /// reused.
  func closed(_ connection: Connection) {
    open.withLock { connections in
      if connections[connection.socket] === connection { connections[connection.socket] = nil }
    }
  }

  /// Shuts down connections whose deadline has passed.
  ///
  /// The library then closes them.
  func shutLate() {
    open.withLock { connections in
      for connection in connections.values where connection.isLate {
        shutdown(connection.socket, Int32(SHUT_RDWR))
      }
    }
  }

  /// The time in seconds, from a monotonic clock.
  static var now: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }
}
