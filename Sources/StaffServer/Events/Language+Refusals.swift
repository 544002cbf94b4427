import NetworkModel
import WebPages

/// Why an event was not entered, in the words of the pages.
extension Language {
  /// The reason for a refusal by the ledger, and what to do.
  func words(_ refusal: EventRefusal) -> String {
    switch refusal {
    case .inFuture(let time):
      self("\(moment(time)) liegt in der Zukunft.", "\(moment(time)) is in the future.")
    case .clockBehind(let clock, let last):
      self(
        "Die Uhr des Servers steht auf \(moment(clock)), und der letzte Eintrag ist von "
          + "\(moment(last)). Eine der beiden Uhren ging falsch.",
        "The server's clock is at \(moment(clock)), and the last entry was made at "
          + "\(moment(last)). One of the two clocks was wrong.")
    case .beforeLast(let time, let last):
      self(
        "\(moment(time)) liegt vor dem letzten Ereignis (\(moment(last))). "
          + "Geben Sie einen späteren Tag an.",
        "\(moment(time)) is before the last event (\(moment(last))). Enter a later day.")
    case .forbidden(let event, let status): words(event, isForbiddenIn: status)
    case .wrongSubject(let event): words(wrongSubjectOf: event)
    case .noSuchEvent:
      self(
        "Das Ereignis, das zurückgenommen werden soll, gibt es hier nicht.",
        "The event to be taken back does not exist here.")
    case .notCorrectable(let number):
      self(
        "Ereignis \(number) ist eine Berichtigung oder schon zurückgenommen.",
        "Event \(number) is a correction or has been taken back already.")
    case .laterEventsRest(let number):
      self(
        "Spätere Ereignisse beruhen auf Ereignis \(number). Nehmen Sie zuerst diese zurück.",
        "Later events depend on event \(number). Take them back first.")
    case .noReason:
      self(
        "Eine Berichtigung braucht einen Grund: Schreiben Sie ihn in den Nachweis.",
        "A correction needs a reason: write it into the proof.")
    case .unwritable:
      self(
        "Ein Feld ist leer oder enthält einen Zeilenumbruch oder ein anderes Steuerzeichen.",
        "A field is empty, or contains a line break or another control character.")
    }
  }

  private func words(_ event: EventKind, isForbiddenIn status: ConnectionStatus) -> String {
    let (name, state) = (name(ofState: event.rawValue), name(of: status))
    let reason: String
    switch status.obstacle(to: event) {
    case .entered:
      reason = self("„\(name)“ ist schon eingetragen.", "“\(name)” has been entered already.")
    case .passed:
      reason = self(
        "„\(name)“ ist nicht mehr möglich: Der Status ist „\(state)“.",
        "“\(name)” is no longer possible: the status is “\(state)”.")
    case .needs(let events):
      reason = self(
        "„\(name)“ ist noch nicht möglich: Der Status ist „\(state)“. "
          + "Tragen Sie vorher ein: \(names(events)).",
        "“\(name)” is not yet possible: the status is “\(state)”. "
          + "Enter first: \(names(events)).")
    }
    let next = status.nextEvents
    let advice =
      next.isEmpty
      ? self("Darauf folgt nur eine Berichtigung.", "Only a correction can follow.")
      : self("Jetzt möglich: \(names(next)).", "Now possible: \(names(next)).")
    return "\(reason) \(advice)"
  }

  private func names(_ events: [EventKind]) -> String {
    events.map { name(ofState: $0.rawValue) }.joined(separator: ", ")
  }

  /// The agreement and the works, as far as each has begun.
  private func name(of status: ConnectionStatus) -> String {
    let words = status.kind == .report ? [] : [status.agreementWord, status.worksWord]
    let begun = words.filter { !["unknown", "none"].contains($0) }
    return (begun.isEmpty ? [status.word] : begun).map { name(ofState: $0) }
      .joined(separator: ", ")
  }

  private func words(wrongSubjectOf event: EventKind) -> String {
    switch event.concerns {
    case .dwelling:
      self(
        "Dieses Ereignis betrifft eine Wohnung; wählen Sie eine.",
        "This event concerns a dwelling; choose one.")
    case .report:
      self(
        "Dieses Ereignis betrifft die Meldung eines Bürgers.",
        "This event concerns the report of a citizen.")
    case .building, nil:
      self("Dieses Ereignis betrifft das Gebäude.", "This event concerns the building.")
    }
  }

  /// The reason why a label identifies no dwelling, and what to do.
  func words(_ fault: SubjectChoice.Fault) -> String {
    let reason: String
    let known: [String]
    switch fault {
    case .needsDwelling(_, let labels):
      known = labels
      reason = self(
        "Dieses Ereignis betrifft eine Wohnung; es ist keine angegeben.",
        "This event concerns a dwelling, and none is specified.")
    case .unknownDwelling(let label, let labels):
      known = labels
      reason = self(
        "Eine Wohnung „\(label)“ gibt es hier nicht.",
        "There is no dwelling “\(label)” at this address.")
    }
    guard !known.isEmpty else {
      return "\(reason) "
        + self(
          "Für diese Adresse ist keine Wohnung gespeichert.",
          "No dwelling is stored for this address.")
    }
    return "\(reason) "
      + self("Vorhanden: \(SubjectChoice.list(known)).", "Known: \(SubjectChoice.list(known)).")
  }
}
