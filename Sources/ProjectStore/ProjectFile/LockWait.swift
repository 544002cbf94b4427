import FoundationEssentials
import GeoPackage

/// How long to wait while another process writes a project, and who is informed.
public struct LockWait: Sendable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  /// A process that holds a lock.
  public struct Holder: Hashable, Sendable {
    /// The number of the process.
    public let process: Int32
    /// The name of its program, which may contain any character.
    public let program: String?
    /// Whether it writes; otherwise it reads.
    public let isWriting: Bool
  }

  /// The number of seconds to wait.
  public var seconds: Double
  /// Receives the process that is waited for, where the system names it, once for each wait that a
  /// person would notice.
  public var notice: @Sendable (Holder?) -> Void
  /// Whether to end the wait before its time.
  public var isCancelled: @Sendable () -> Bool

  /// Shorter waits are not noticed.
  private static let noticeableSeconds = 0.5

  /// Describes a wait.
  public init(
    seconds: Double, notice: @escaping @Sendable (Holder?) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.seconds = seconds
    self.notice = notice
    self.isCancelled = isCancelled
  }

  /// A wait that nobody is informed of.
  public init(integerLiteral seconds: Int) { self.init(seconds: Double(seconds)) }
  /// A wait that nobody is informed of.
  public init(floatLiteral seconds: Double) { self.init(seconds: seconds) }

  /// Opens a database with this wait.
  func connection(to path: String, mode: Connection.Mode) throws(DatabaseError) -> Connection {
    var noticed = 0.0
    return try Connection(path: path, mode: mode, wait: seconds) { elapsed in
      if isCancelled() { return false }
      // Each wait begins at 0.
      if noticed > elapsed { noticed = 0 }
      if noticed == 0 && elapsed >= Self.noticeableSeconds {
        noticed = elapsed
        notice(Self.holder(of: path))
      }
      return true
    }
  }

  /// The process that has a project or its private file locked.
  private static func holder(of path: String) -> Holder? {
    let privatePath = PrivateFile(beside: path).path
    guard let lock = DatabaseLock.held(on: path) ?? DatabaseLock.held(on: privatePath) else {
      return nil
    }
    let name = FileManager.default.contents(atPath: "/proc/\(lock.process)/comm")
      .map { String(decoding: $0, as: UTF8.self).split(separator: "\n").first.map(String.init) }
    return Holder(
      process: lock.process, program: name ?? nil, isWriting: lock.isWriting)
  }
}
