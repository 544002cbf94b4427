public import NetworkModel

extension Explanation {
  /// Explains why an event cannot be entered into the ledger.
  public init(_ refusal: EventRefusal) {
    switch refusal {
    case .inFuture(let time):
      self.init(
        "\(time) is in the future", fix: "enter the time of the event; a time without a zone is UTC"
      )
    case .clockBehind(let clock, let last):
      self.init(
        "the clock is at \(clock), and the last entry of the ledger was made at \(last)",
        fix: "set the clock if it is wrong; if the last entry was made under a wrong clock, see "
          + "docs/ledger.md")
    case .beforeLast(let time, let last):
      self.init(
        "\(time) is before the last event, at \(last)",
        fix: "enter a later time, or take back the later events first")
    case .forbidden(let event, let status): self.init(event, isForbiddenIn: status)
    case .wrongSubject(let event): self.init(wrongSubjectOf: event)
    case .noSuchEvent(nil):
      self.init(
        "a correction must specify the event that it takes back", fix: Self.fixOfNumber)
    case .noSuchEvent(let sequence?):
      self.init("the subject has no event \(sequence)", fix: Self.fixOfNumber)
    case .notCorrectable(let sequence):
      self.init(
        "event \(sequence) is a correction or has been taken back already",
        fix: "enter the correct event as a new one")
    case .laterEventsRest(let sequence):
      self.init(
        "later events depend on event \(sequence)",
        fix: "take back the later events first, starting with the last")
    case .noReason: self.init("a correction needs a reason", fix: "state the reason as proof")
    case .unwritable(let field):
      self.init(
        "\(Self.words(field)) is missing, or contains a line break or another control character",
        fix: "write it on one line, in visible characters")
    }
  }

  private static let fixOfNumber = "the history of the address lists the numbers"

  private init(_ event: EventKind, isForbiddenIn status: ConnectionStatus) {
    func list(_ events: [EventKind]) -> String {
      events.map(\.rawValue).joined(separator: ", ")
    }
    let next = status.nextEvents
    var fix = next.isEmpty ? "only a correction can follow" : "now possible: \(list(next))"
    let possible: String
    switch status.obstacle(to: event) {
    case .entered: possible = "has been entered already"
    case .passed: possible = "is no longer possible"
    case .needs(let events):
      possible = "is not yet possible"
      fix = "enter first, in this order: \(list(events)); \(fix)"
    }
    self.init(
      "\(event.rawValue) \(possible): the status of the \(status.kind.rawValue) is "
        + Self.words(status),
      fix: fix)
  }

  /// The agreement and the works, as far as each has begun.
  private static func words(_ status: ConnectionStatus) -> String {
    let words =
      status.kind == .report
      ? [status.word]
      : [status.agreementWord, status.worksWord].filter { !["unknown", "none"].contains($0) }
    return words.isEmpty ? status.word : words.joined(separator: " and ")
  }

  private init(wrongSubjectOf event: EventKind) {
    switch event.concerns {
    case .dwelling:
      self.init(
        "\(event.rawValue) concerns a dwelling, and no dwelling is specified",
        fix: "specify the dwelling")
    case .report:
      self.init(
        "\(event.rawValue) concerns the report of a citizen", fix: "enter it for a report")
    case .building, nil:
      self.init(
        "\(event.rawValue) concerns the building, not a dwelling", fix: "specify no dwelling")
    }
  }

  private static func words(_ field: EventRefusal.Field) -> String {
    switch field {
    case .actor: "the actor"
    case .proof: "the proof"
    case .subject(.building): "the id of the address"
    case .subject(.dwelling): "the label of the dwelling"
    case .subject(.report): "the id of the report"
    }
  }
}
