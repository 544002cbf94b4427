/// The current state of a subject: the result of all ledger events about it.
public struct Standing: Hashable, Sendable {
  /// The subject.
  public package(set) var subject: StatusSubject
  /// The current id of the subject's address; `nil` for a report whose address is unknown.
  ///
  /// It differs from the subject's own id if an import has replaced the address by one from a
  /// better source.
  public package(set) var addressID: AddressID?
  /// The status of agreement and works.
  public package(set) var status: ConnectionStatus
  /// The time of the event that led to the current status.
  public package(set) var since: Timestamp
  /// The time of the last event.
  public package(set) var lastTime: Timestamp
  /// The number of the last event; 0 before the first.
  public package(set) var lastEvent: Int64 = 0
  /// The number of events, including corrections.
  public package(set) var events: Int64 = 0

  /// Creates the state before the first event.
  package init(before subject: StatusSubject) {
    self.subject = subject
    addressID = subject.addressID
    status = .unknown(subject.kind)
    since = Timestamp(seconds: .min)
    lastTime = since
  }

  // Reason: one parameter for each stored property.
  package init(
    subject: StatusSubject, addressID: AddressID?, status: ConnectionStatus, since: Timestamp,
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

  /// The properties of a past event that decide which events may follow.
  package struct Past {
    package let sequence: Int64
    package let kind: EventKind
    package let time: Timestamp
    package let corrects: Int64?

    /// Creates a past event.
    package init(sequence: Int64, kind: EventKind, time: Timestamp, corrects: Int64?) {
      self.sequence = sequence
      self.kind = kind
      self.time = time
      self.corrects = corrects
    }
  }

  /// Applies the next event.
  ///
  /// - Parameters:
  ///   - event: the event.
  ///   - history: returns all earlier events of the subject; called only for a correction.
  /// - Throws: ``EventRefusal`` if the event is not allowed; the state is then unchanged.
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
      throw EventRefusal.forbidden(kind, from: status)
    }
    if next != status { since = time }
    status = next
  }

  /// Removes the corrected event.
  ///
  /// The remaining history must be allowed without it.
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
