/// The ledger played from its first event: what the table of standings must be equal to.
package struct LedgerReplay {
  /// Where every subject stands, in the order they were first met.
  package private(set) var standings: [Standing] = []
  private var slots: [String: Int32] = [:]
  /// For each event its subject's slot and its subject's event before it, so that a correction finds
  /// the history without a search.
  private var previous: [Int32] = []
  private var lastOfSlot: [Int32] = []
  private var events: [Standing.Past] = []

  /// Takes in the next event.
  ///
  /// - Throws: ``EventRefusal`` where it cannot follow.
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

  /// A replay before the first event.
  package init() {
  }
}
