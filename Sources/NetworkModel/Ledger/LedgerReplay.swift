/// Replays the ledger from its first event.
///
/// The stored states must be equal to the result.
package struct LedgerReplay {
  /// The states of all subjects, in the order of their first events.
  package private(set) var standings: [Standing] = []
  private var slots: [String: Int32] = [:]
  /// For each event, the index of the previous event of the same subject or −1.
  ///
  /// A correction follows this list to find the subject's history.
  private var previous: [Int32] = []
  private var lastOfSlot: [Int32] = []
  private var events: [Standing.Past] = []

  /// Applies the next event.
  ///
  /// - Throws: ``EventRefusal`` if the event is not allowed.
  package mutating func take(_ event: Standing.Past, of subject: StatusSubject, text: String) throws
  {
    let slot: Int32
    if let known = slots[text] {
      slot = known
    } else {
      slot = Int32(standings.count)
      slots[text] = slot
      standings.append(Standing(before: subject))
      lastOfSlot.append(-1)
    }
    let last = lastOfSlot[Int(slot)]
    try standings[Int(slot)].take(event) { [events, previous] in
      Self.history(from: last, events, previous)
    }
    lastOfSlot[Int(slot)] = Int32(events.count)
    previous.append(last)
    events.append(event)
  }

  private static func history(
    from last: Int32, _ events: [Standing.Past], _ previous: [Int32]
  ) -> [Standing.Past] {
    var history: [Standing.Past] = []
    var index = last
    while index >= 0 {
      history.append(events[Int(index)])
      index = previous[Int(index)]
    }
    return history.reversed()
  }

  /// Creates a replay without events.
  package init() {
  }
}
