import NetworkModel
import ProjectStore
import Synchronization

/// Who has signed in by the form: held in memory, gone when the program ends.
final class Sessions: Sendable {
  /// One visit.
  struct Session: Sendable {
    /// The digest of the token it was opened with; asked for anew at each request.
    let token: String
    /// What forms of this visit carry.
    let formToken: String
    let expires: Timestamp
    fileprivate let number: Int
  }

  private struct Kept {
    var sessions: [String: Session] = [:]
    var opened = 0
  }

  private static let limit = 1000
  private let kept = Mutex(Kept())

  /// Opens a session and returns its id.
  func open(_ token: AccessToken, now: Timestamp) -> String {
    let id = AccessToken.randomText()
    let formToken = AccessToken.randomText()
    kept.withLock { kept in
      kept.sessions = kept.sessions.filter { now < $0.value.expires }
      if kept.sessions.count >= Self.limit,
        let oldest = kept.sessions.min(by: { $0.value.number < $1.value.number })
      {
        kept.sessions[oldest.key] = nil
      }
      kept.opened += 1
      kept.sessions[id] = Session(
        token: token.digest, formToken: formToken, expires: token.expires, number: kept.opened)
    }
    return id
  }

  /// The session of an id; `nil` for one that is unknown or has ended.
  func session(_ id: String, now: Timestamp) -> Session? {
    kept.withLock { $0.sessions[id] }.flatMap { now < $0.expires ? $0 : nil }
  }

  /// Ends a session.
  func close(_ id: String) {
    kept.withLock { $0.sessions[id] = nil }
  }
}
