import NetworkModel
import ProjectStore
import Synchronization

/// The sessions of visitors who signed in by the form; they are in memory only.
///
/// Each token has its own limit, so that the holder of one token cannot end the sessions of others.
final class Sessions: Sendable {
  /// One session.
  struct Session: Sendable {
    /// The digest of its token, whose validity is checked at each request.
    let token: String
    /// The value that forms of this session carry, so that another site cannot submit one.
    let formToken: String
    let expires: Timestamp
    fileprivate let number: Int
  }

  private struct State {
    var sessions: [String: Session] = [:]
    var opened = 0
  }

  /// The number of sessions of one token: a crew shares a token, with a session on each device.
  private static let limit = 100
  private let state = Mutex(State())

  /// Opens a session and returns its id.
  func open(_ token: AccessToken, now: Timestamp) -> String {
    let id = AccessToken.randomText()
    let formToken = AccessToken.randomText()
    state.withLock { state in
      state.sessions = state.sessions.filter { now < $0.value.expires }
      let own = state.sessions.filter { $0.value.token == token.digest }
      if own.count >= Self.limit,
        let oldest = own.min(by: { $0.value.number < $1.value.number })
      {
        state.sessions[oldest.key] = nil
      }
      state.opened += 1
      state.sessions[id] = Session(
        token: token.digest, formToken: formToken, expires: token.expires, number: state.opened)
    }
    return id
  }

  /// The session of an id; `nil` for one that is unknown or has ended.
  func session(_ id: String, now: Timestamp) -> Session? {
    state.withLock { $0.sessions[id] }.flatMap { now < $0.expires ? $0 : nil }
  }

  /// Ends a session.
  func close(_ id: String) {
    state.withLock { $0.sessions[id] = nil }
  }
}
