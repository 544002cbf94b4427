/// Where a subject stands: the ledger's events about it, summed up.
public struct Standing: Hashable, Sendable {
  /// What it is about.
  public let subject: StatusSubject
  /// The id its address has on file now; another than the subject's where an import has put a better
  /// source's address in its place.
  public package(set) var addressID: String
  /// What has been agreed and built.
  public private(set) var status = ConnectionStatus.unknown
  /// Since when it has stood there.
  public private(set) var since: Timestamp
  /// The time of the last event.
  public private(set) var lastTime: Timestamp
  /// The number of the last event; 0 before the first.
  public private(set) var lastEvent: Int64 = 0
  /// How many events there are, corrections included.
  public private(set) var events: Int64 = 0

  /// Before the first event.
  package init(before subject: StatusSubject) {
    self.subject = subject
    addressID = subject.addressID
    since = Timestamp(seconds: .min)
    lastTime = since
  }

  package init(
    subject: StatusSubject, addressID: String, status: ConnectionStatus, since: Timestamp,
    lastTime: Timestamp, lastEvent: Int64, events: Int64
  ) {
    self.subject = subject
    self.addressID = addressID
    self.status = status
    self.since = since
    self.lastTime = lastTime
    self.lastEvent = lastEvent
    self.events = events
  }

  /// An event of the subject's history, as far as steps depend on it.
  package struct Past {
    package let sequence: Int64
    package let kind: EventKind
    package let time: Timestamp
    package let corrects: Int64?

    /// Describes an event.
    package init(sequence: Int64, kind: EventKind, time: Timestamp, corrects: Int64?) {
      self.sequence = sequence
      self.kind = kind
      self.time = time
      self.corrects = corrects
    }
  }

  /// Takes in the next event.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - history: all earlier events of the subject; asked for only by a correction.
  /// - Throws: ``EventRefusal`` where the event cannot follow; nothing is changed then.
  package mutating func take(_ event: Past, history: () throws -> [Past]) throws {
    if let kind = event.kind.concerns, kind != subject.kind {
      throw EventRefusal.wrongSubject(event.kind)
    }
    if event.time < lastTime { throw EventRefusal.beforeLast(event.time, last: lastTime) }
    if event.kind == .correction {
      try takeBack(event, from: try history())
    } else {
      try step(event.kind, at: event.time)
    }
    lastTime = event.time
    lastEvent = event.sequence
    events += 1
  }

  private mutating func step(_ kind: EventKind, at time: Timestamp) throws {
    guard let next = status.after(kind) else {
      let allowed = status.nextEvents(for: subject.kind)
      throw EventRefusal.forbidden(kind, from: status.word, allowed: allowed)
    }
    if next != status { since = time }
    status = next
  }

  /// What remains of a history without one event must be a history that could have been.
  private mutating func takeBack(_ correction: Past, from history: [Past]) throws {
    guard let wanted = correction.corrects,
      let target = history.first(where: { $0.sequence == wanted })
    else { throw EventRefusal.noSuchEvent(correction.corrects) }
    let gone = Set(history.compactMap(\.corrects))
    guard target.kind != .correction, !gone.contains(wanted) else {
      throw EventRefusal.notCorrectable(wanted)
    }
    var rest = Standing(before: subject)
    rest.since = correction.time
    for event in history where event.kind != .correction && event.sequence != wanted {
      guard !gone.contains(event.sequence) else { continue }
      do { try rest.step(event.kind, at: event.time) } catch {
        throw EventRefusal.laterEventsRest(on: wanted)
      }
    }
    status = rest.status
    since = rest.since
  }
}
