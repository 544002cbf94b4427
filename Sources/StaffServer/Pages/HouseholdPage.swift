import AddressSearch
import Geospatial
import HTTPServing
import NetworkModel
import ProjectStore
import WebPages

/// One building and its dwellings: their states, the open work, the history, and a form for the
/// next event.
struct HouseholdPage {
  let layout: StaffLayout
  let reader: ProjectReader

  private var language: Language { layout.language }

  /// A submitted form that was refused: the reason, and its fields.
  struct Refused {
    let words: String
    let step: String
    let day: String
    let proof: String
  }

  func response(_ target: RequestTarget) throws -> Response {
    if let id = try target.value("id") {
      guard let address = try reader.addressIndex().entry(id: id) else {
        throw RequestFault(.notFound, "there is no such address")
      }
      return try response(address, entered: try target.value("entered").flatMap { Int64($0) })
    }
    let query = try target.value("q") ?? ""
    guard query.contains(where: { !$0.isWhitespace }) else { return page(query, "") }
    switch try reader.addressIndex().find(query) {
    case .found(let address): return try response(address, query: query)
    case .ambiguous(let addresses):
      return page(
        query,
        choice(
          language("Mehrere Adressen passen:", "Several addresses match:"), addresses))
    case .unknown(let nearest):
      return page(
        query,
        choice(
          language("Diese Adresse gibt es nicht.", "There is no such address."), nearest))
    }
  }

  private func page(_ query: String, _ content: HTML) -> Response {
    layout.response(
      layout.name(of: .household),
      at: .init(path: "/staff/household", query: [.init(name: "q", value: query)]),
      """
      <h1>\(layout.name(of: .household))</h1>
      \(search(query))
      \(content)
      """)
  }

  private func search(_ query: String) -> HTML {
    """
    <form class="choice-row" action="/staff/household" method="get" role="search">
    <input type="hidden" name="lang" value="\(language.rawValue)">
    <div><label for="q">\(language("Straße und Hausnummer, oder Kennung", "Street and number, or id"))</label><input id="q" name="q" type="text" autocomplete="off" value="\(query)" maxlength="200"></div>
    <button type="submit">\(language("Suchen", "Search"))</button>
    </form>
    """
  }

  private func choice(_ words: String, _ addresses: [AddressEntry]) -> HTML {
    let items = addresses.prefix(50).map { address -> HTML in
      "<li><a href=\"\(link(address))\">\(address.description)</a></li>"
    }
    let near: HTML =
      items.isEmpty ? "" : "<ul class=\"list\">\(HTML(items))</ul>"
    return "<p role=\"status\">\(words)</p>\(near)"
  }

  private func link(_ address: AddressEntry) -> String {
    layout.link("/staff/household", [("id", address.id)])
  }

  // MARK: One address

  /// The page of an address; with a note if an event was entered or refused just before.
  func response(
    _ address: AddressEntry, query: String? = nil, entered: Int64? = nil, refused: Refused? = nil
  ) throws -> Response {
    let status = try reader.project.status(of: address)
    let history = try reader.project.history(ofAddress: address.addressID)
    let work = try reader.project.openWork(ofAddress: address.addressID)
    let note: HTML
    if let refused {
      note = """
        <p class="note refused" role="alert"><strong>\(language("Nicht eingetragen.", "Not entered."))</strong> \(refused.words)</p>
        """
    } else if let event = history.first(where: { $0.sequence == entered }) {
      note = """
        <p class="note" role="status">\(language("Eingetragen", "Entered")): \(language.subject(event.subject.dwelling)), \(language.name(ofState: event.kind.rawValue)) (\(language("Ereignis", "event")) \(Int(event.sequence)))</p>
        """
    } else {
      note = ""
    }
    return layout.response(
      address.description,
      at: .init(path: "/staff/household", query: [.init(name: "id", value: address.id)]),
      status: refused == nil ? .ok : .conflict,
      """
      <h1>\(address.description)</h1>
      \(note)
      \(try mapLink(address))\(standings(status))
      <h2>\(language("Offen", "Open work"))</h2>
      \(open(work))
      \(entry(address, status, history, refused))
      <h2>\(language("Verlauf", "History"))</h2>
      \(events(history))
      <h2>\(language("Andere Adresse", "Another address"))</h2>
      \(search(query ?? ""))
      """)
  }

  private func mapLink(_ address: AddressEntry) throws -> HTML {
    guard layout.assets.mapLibrary != nil,
      let position = try reader.position(ofAddress: address.addressID)
    else { return "" }
    let place = "#18/\(MapPage.degrees(position.y))/\(MapPage.degrees(position.x))"
    return """
      <p><a href="\(layout.link("/staff/map"))\(place)">\(language("Auf der Karte zeigen", "Show on the map"))</a></p>

      """
  }

  private func standings(_ status: AddressStatus) -> HTML {
    func row(_ dwelling: String?, _ standing: Standing?) -> HTML {
      let state = standing?.status ?? .unknown(dwelling == nil ? .building : .dwelling)
      let since = standing.map { language.moment($0.since) } ?? "–"
      return """
        <tr><th scope="row">\(language.subject(dwelling))</th><td>\(language.name(ofState: state.word))</td><td>\(language.name(ofState: state.agreementWord))</td><td>\(language.name(ofState: state.worksWord))</td><td>\(since)</td></tr>
        """
    }
    let rows =
      [row(nil, status.building)] + status.dwellings.map { row($0.label, $0.standing) }
    return """
      <div class="wide" tabindex="0" role="region" aria-label="\(language("Status", "Status"))"><table>
      <thead><tr><th scope="col">\(language("Was", "What"))</th><th scope="col">\(language("Status", "Status"))</th><th scope="col">\(language("vereinbart", "Agreed"))</th><th scope="col">\(language("gebaut", "Built"))</th><th scope="col">\(language("seit", "Since"))</th></tr></thead>
      <tbody>
      \(HTML(rows))
      </tbody></table></div>
      """
  }

  private func open(_ work: [OpenWork]) -> HTML {
    guard !work.isEmpty else {
      return "<p>\(language("Nichts ist offen.", "Nothing is open."))</p>"
    }
    let items = work.map { work -> HTML in
      """
      <li>\(language.subject(work.standing.subject.dwelling)): \(language.name(work.party)) → \(language.name(ofState: work.awaited.rawValue)) (\(language("seit", "since")) \(language.moment(work.standing.since)))</li>
      """
    }
    return "<ul class=\"list\">\(HTML(items))</ul>"
  }

  private func events(_ history: [StatusEvent]) -> HTML {
    guard !history.isEmpty else {
      return "<p>\(language("Noch kein Ereignis.", "No event yet."))</p>"
    }
    let gone = Set(history.compactMap(\.corrects))
    let rows = history.reversed().map { event -> HTML in
      let corrects: HTML =
        event.corrects.map {
          " (\(language("nimmt", "takes back")) \(Int($0))\(language(" zurück", "")))"
        }
        ?? ""
      let mark: HTML = gone.contains(event.sequence) ? " class=\"gone\"" : ""
      return """
        <tr\(mark)><td class="number">\(Int(event.sequence))</td><td>\(language.moment(event.time))</td><td>\(language.subject(event.subject.dwelling))</td><td>\(language.name(ofState: event.kind.rawValue))\(corrects)</td><td>\(event.actor)</td><td>\(event.proof)</td><td>\(language.moment(event.recorded))</td></tr>
        """
    }
    return """
      <div class="wide" tabindex="0" role="region" aria-label="\(language("Verlauf", "History"))"><table>
      <thead><tr><th scope="col" class="number">\(language("Nr.", "No."))</th><th scope="col">\(language("geschehen", "Happened"))</th><th scope="col">\(language("Was", "What"))</th><th scope="col">\(language("Ereignis", "Event"))</th><th scope="col">\(language("durch", "By"))</th><th scope="col">\(language("Nachweis", "Proof"))</th><th scope="col">\(language("eingetragen", "Recorded"))</th></tr></thead>
      <tbody>
      \(HTML(rows))
      </tbody></table></div>
      """
  }

  // MARK: The form

  private func entry(
    _ address: AddressEntry, _ status: AddressStatus, _ history: [StatusEvent],
    _ refused: Refused?
  ) -> HTML {
    guard let visitor = layout.visitor, visitor.token.allows(.status), visitor.session != nil
    else { return "" }
    let chosen = refused?.step
    let groups = status.subjects.map { subject -> HTML in
      let steps =
        subject.status.nextEvents
        .map { (EventStep(kind: $0, takesBack: nil, dwelling: subject.dwelling), $0.rawValue) }
      var options = steps.map { step, word -> HTML in
        option(step, language.name(ofState: word), chosen)
      }
      if let last = Self.correctable(history, subject.dwelling) {
        let words =
          "\(language("Berichtigung: nimmt zurück", "correction: takes back")) \(last.sequence), "
          + language.name(ofState: last.kind.rawValue)
        options.append(
          option(
            EventStep(
              kind: .correction, takesBack: last.sequence, dwelling: subject.dwelling), words,
            chosen))
      }
      return """
        <optgroup label="\(language.subject(subject.dwelling))">\(HTML(options, separator: ""))</optgroup>
        """
    }
    return """
      <h2>\(language("Ereignis eintragen", "Enter an event"))</h2>
      <form class="entry" action="/staff/household" method="post">
      \(layout.formToken)
      <input type="hidden" name="id" value="\(address.id)">
      <input type="hidden" name="lang" value="\(language.rawValue)">
      <label for="step">\(language("Was ist geschehen?", "What has happened?"))</label>
      <select id="step" name="step" required><option value="">\(language("Bitte wählen", "Please choose"))</option>\(HTML(groups, separator: ""))</select>
      <label for="day">\(language("An welchem Tag? (leer: jetzt)", "On which day? (empty: now)"))</label>
      <input id="day" name="day" type="date" value="\(refused?.day ?? "")">
      <label for="proof">\(language("Nachweis, bei einer Berichtigung der Grund", "Proof; for a correction, the reason"))</label>
      <input id="proof" name="proof" type="text" maxlength="500" autocomplete="off" aria-describedby="proof-hint" value="\(refused?.proof ?? "")">
      <p class="hint" id="proof-hint">\(language("Bitte keine Namen von Personen: Ein Ereignis kann nie gelöscht werden.", "Enter no names of persons: an event can never be erased."))</p>
      <button type="submit">\(language("Eintragen", "Enter"))</button>
      </form>
      """
  }

  private func option(_ step: EventStep, _ words: String, _ chosen: String?) -> HTML {
    let selected: HTML = step.text == chosen ? " selected" : ""
    return "<option value=\"\(step.text)\"\(selected)>\(words)</option>"
  }

  /// The last event of a subject that no correction has taken back.
  private static func correctable(
    _ history: [StatusEvent], _ dwelling: String?
  ) -> StatusEvent? {
    let gone = Set(history.compactMap(\.corrects))
    return history.last {
      $0.subject.dwelling == dwelling && $0.kind != .correction && !gone.contains($0.sequence)
    }
  }
}

/// One option of the form: an event of the building or of one of its dwellings.
struct EventStep {
  let kind: EventKind
  let takesBack: Int64?
  let dwelling: String?

  init(kind: EventKind, takesBack: Int64?, dwelling: String?) {
    self.kind = kind
    self.takesBack = takesBack
    self.dwelling = dwelling
  }

  /// Reads the value of an option; `nil` if it is not one.
  init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let kind = EventKind(rawValue: String(parts[0])) else { return nil }
    self.kind = kind
    takesBack = Int64(parts[1])
    dwelling = parts[2].isEmpty ? nil : String(parts[2])
  }

  var text: String {
    "\(kind.rawValue) \(takesBack.map(String.init) ?? "-") \(dwelling ?? "")"
  }
}
