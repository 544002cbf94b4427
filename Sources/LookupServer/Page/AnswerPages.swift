import AddressSearch
import HTTPServing
import PublicProjection
import TextFormats
import WebPages

/// The start page, and the pages that answer a query or show an address.
struct AnswerPages {
  let layout: Layout
  let data: PublicData
  let statistics: [DistrictStatistics]

  private var language: Language { layout.language }

  // MARK: Pages

  /// The start page.
  func start() -> Layout.Page {
    Layout.Page(
      title: question,
      main: """
        <h1>\(question)</h1>
        \(form(query: ""))
        \(figures)
        """,
      place: .init(path: "/"), isIndexed: true)
  }

  /// The answer to a query.
  func answer(_ answer: LookupAnswer) -> Layout.Page {
    let place = PageFrame.Place(path: "/", query: [.init(name: "q", value: answer.query)])
    guard let address = answer.address else {
      return Layout.Page(
        title: language("Adresse nicht gefunden", "Address not found"),
        main: """
          <h1 class="small">\(question)</h1>
          \(form(query: answer.query))
          <section class="answer unknown" aria-labelledby="result">
          \(missing(answer))
          </section>
          """,
        place: place)
    }
    return Layout.Page(
      title: language.headline(address.finding),
      main: """
        <h1 class="small">\(question)</h1>
        \(form(query: answer.query))
        \(card(address, note: note(answer, address)))
        \(map(address))
        """,
      place: place, hasMap: layout.configuration.map != nil)
  }

  /// The page of an address.
  func address(_ address: PublicAddress) -> Layout.Page {
    Layout.Page(
      title: "\(address): \(language.name(address.finding.availability))",
      main: """
        <h1 class="small">\(question)</h1>
        \(form(query: address.description))
        \(card(address, note: nil))
        \(map(address))
        """,
      place: .init(path: "/a/\(address.id)"), hasMap: layout.configuration.map != nil)
  }

  // MARK: Elements

  private var question: String {
    language("Gibt es Glasfaser an meiner Adresse?", "Is there fibre at my address?")
  }

  private func form(query: String) -> HTML {
    """
    <form class="search" action="/" method="get" role="search">
    <input type="hidden" name="lang" value="\(language.rawValue)">
    <label for="q">\(language("Straße und Hausnummer", "Street and house number"))</label>
    <div class="row">
    <div class="box">
    <input id="q" name="q" type="text" value="\(query)" required maxlength="200" autocomplete="street-address" autocapitalize="words" spellcheck="false" enterkeyhint="search" aria-describedby="hint">
    <ul id="suggestions" role="listbox" aria-label="\(language("Vorschläge", "Suggestions"))" hidden></ul>
    </div>
    <button type="submit">\(language("Prüfen", "Check"))</button>
    </div>
    <p id="hint" class="hint">\(language("Zum Beispiel", "For example")): \(example)</p>
    <p id="status" class="visually-hidden" role="status" data-none="\(language("Keine Vorschläge", "No suggestions"))" data-one="\(language("1 Vorschlag", "1 suggestion"))" data-many="\(language("# Vorschläge", "# suggestions"))"></p>
    </form>
    """
  }

  private var example: String {
    data.count == 0 ? "Marktgasse 11a" : data.addresses[data.count / 2].description
  }

  private func card(_ address: PublicAddress, note: HTML?) -> HTML {
    let finding = address.finding
    let configuration = layout.configuration
    let order: HTML =
      finding.availability == .available
      ? configuration.orderURL.map {
        "<p><a class=\"button\" href=\"\($0)\">\(language("Anschluss bestellen", "Order a connection"))</a></p>"
      } ?? ""
      : ""
    return """
      <section class="answer \(finding.availability.rawValue)" aria-labelledby="result">
      <p class="address">\(address.description)</p>
      <h2 id="result">\(Symbols.of(finding.availability)) \(language.headline(finding))</h2>
      <p>\(language.meaning(finding))</p>
      \(note ?? "")\(order)\(contact)
      <dl>
      <div><dt>\(language("Stand", "As of"))</dt><dd>\(language.day(data.asOf))</dd></div>
      <div><dt>\(language("Grundlage", "Source"))</dt><dd>\(language.source(finding.source))</dd></div>
      \(district(address))
      </dl>
      <ul class="actions">
      <li><a href="\(layout.link("/a/\(address.id)"))">\(language("Link zu dieser Adresse", "Link to this address"))</a></li>
      <li><a href="\(layout.link("/meaning"))#\(finding.availability.rawValue)">\(language("Was heißt das?", "What does this mean?"))</a></li>
      <li><a href="\(layout.link("/report", [("id", address.id)]))">\(language("Fehler melden", "Report an error"))</a></li>
      <li class="script-only"><button type="button" class="plain" data-print>\(language("Drucken", "Print"))</button></li>
      </ul>
      </section>
      """
  }

  private func district(_ address: PublicAddress) -> HTML {
    guard let district = address.district else { return "" }
    return "<div><dt>\(language("Ortsteil", "District"))</dt><dd>\(district)</dd></div>"
  }

  private var contact: HTML {
    let contact = layout.configuration.contact
    var ways: [HTML] = []
    if let telephone = contact.telephone {
      let number = telephone.filter { $0.isNumber || $0 == "+" }
      ways.append("<a href=\"tel:\(number)\">\(telephone)</a>")
    }
    if let email = contact.email { ways.append("<a href=\"mailto:\(email)\">\(email)</a>") }
    guard !ways.isEmpty else { return "" }
    return "<p>\(language("Fragen", "Questions")): \(HTML(ways, separator: ", "))</p>"
  }

  /// A note, if the answer is about a different address than the one entered.
  private func note(_ answer: LookupAnswer, _ address: PublicAddress) -> HTML? {
    if answer.number == .range {
      let text = language(
        "Ihre Hausnummer gehört zum Gebäude", "Your house number belongs to the building")
      return """
        <p class="note">\(text) \(address.number.description).</p>
        """
    }
    guard answer.match == .typo1 || answer.match == .typo2 else { return nil }
    let advice = language(
      "Stimmt das nicht? Dann schreiben Sie die Straße bitte genauer.",
      "If this is not correct, please enter the street name more precisely.")
    return """
      <p class="note">\(language("Verstanden als", "Interpreted as")): \(address.description). \(advice)</p>
      """
  }

  private func missing(_ answer: LookupAnswer) -> HTML {
    let report = layout.link("/report", [("address", answer.query)])
    let headline: String
    let advice: String
    switch answer.number {
    case .unknown:
      headline = language(
        "Diese Hausnummer kennen wir nicht.", "We do not know this house number.")
      advice = language(
        "Die Straße gibt es, die Nummer steht aber nicht in unseren Daten.",
        "The street exists, but the house number is not in our data.")
    case .none where answer.match != .none:
      headline = language("Welche Hausnummer?", "Which house number?")
      advice = language(
        "Bitte schreiben Sie die Hausnummer dazu.", "Please add the house number.")
    case .exact, .range:
      headline = language(
        "Diese Adresse gibt es mehrmals.", "There are several addresses like this.")
      advice = language("Welche ist gemeint?", "Which one do you mean?")
    case .none:
      headline = language(
        "Diese Adresse haben wir nicht gefunden.", "We did not find this address.")
      advice = language(
        "Prüfen Sie die Schreibweise, und schreiben Sie Straße, Hausnummer und Ort.",
        "Check the spelling, and enter street, house number and town.")
    }
    return """
      <h2 id="result">\(headline)</h2>
      <p>\(advice)</p>
      \(nearest(answer))\(alternatives(answer))\(contact)
      <ul class="actions"><li><a href="\(report)">\(language("Adresse fehlt? Melden Sie es uns.", "Is an address missing? Tell us."))</a></li></ul>
      """
  }

  private func nearest(_ answer: LookupAnswer) -> HTML {
    guard !answer.nearestNumbers.isEmpty else { return "" }
    return """
      <p>\(language("Nächste Hausnummern", "Nearest house numbers")): \(answer.nearestNumbers.joined(separator: ", "))</p>

      """
  }

  private func alternatives(_ answer: LookupAnswer) -> HTML {
    guard !answer.alternatives.isEmpty else { return "" }
    let items = answer.alternatives.map { suggestion -> HTML in
      let target =
        suggestion.address.map { layout.link("/a/\($0.id)") }
        ?? layout.link("/", [("q", suggestion.label)])
      return "<li><a href=\"\(target)\">\(suggestion.label)</a></li>"
    }
    return """
      <h3>\(language("Meinen Sie", "Did you mean"))</h3>
      <ul class="list">
      \(HTML(items))
      </ul>

      """
  }

  // MARK: Map and figures

  /// The map requires JavaScript and is only loaded on request; the answer does not depend on it.
  private func map(_ address: PublicAddress) -> HTML {
    guard let map = layout.configuration.map, let script = layout.assets.mapLibrary,
      let style = layout.assets.mapStyle
    else { return "" }
    let legend = Availability.allCases.map { availability -> HTML in
      "<li>\(Symbols.of(availability)) \(language.name(availability))</li>"
    }
    let base: HTML =
      map.baseMap.map { " data-base=\"\($0.tiles)\" data-attribution=\"\($0.attribution)\"" } ?? ""
    return """
      <section class="map script-only" aria-labelledby="map-title">
      <h2 id="map-title">\(language("Karte", "Map"))</h2>
      <p><button type="button" class="plain" data-map aria-expanded="false" aria-controls="map">\(language("Karte zeigen", "Show the map"))</button></p>
      <div id="map" role="region" aria-label="\(language("Karte der Umgebung", "Map of the surroundings"))" hidden data-longitude="\(NumberStyle.plain.text(address.longitude, places: 5))" data-latitude="\(NumberStyle.plain.text(address.latitude, places: 5))" data-label="\(address.description)" data-script="\(script.path)" data-style="\(style.path)" data-code="\(layout.assets.mapScript.path)"\(base)></div>
      <ul class="legend" hidden>
      \(HTML(legend))
      </ul>
      </section>
      """
  }

  /// The progress of the network by district.
  private var figures: HTML {
    let rows = statistics.compactMap { row -> HTML? in
      guard let addresses = row.addresses else { return nil }
      let name =
        row.isWhole
        ? language("Insgesamt", "Total")
        : row.district ?? row.city ?? language("ohne Ortsteil", "no district")
      guard let counts = row.counts else {
        return """
          <tr><th scope="row">\(name)</th><td class="number">\(language.numbers.text(addresses))</td><td colspan="2">–</td></tr>
          """
      }
      let available = counts[.available] ?? 0
      let share = addresses == 0 ? 0 : available * 100 / addresses
      return """
        <tr\(row.isWhole ? " class=\"whole\"" as HTML : "")><th scope="row">\(name)</th><td class="number">\(language.numbers.text(addresses))</td><td class="number">\(share) %</td><td class="bar"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" height="8" rx="2"/><rect class="fill" width="\(share)" height="8" rx="2"/></svg></td></tr>
        """
    }
    guard !rows.isEmpty else { return "" }
    return """
      <section class="figures" aria-labelledby="figures">
      <h2 id="figures">\(language("So weit ist der Ausbau", "Progress of the network"))</h2>
      <table>
      <thead><tr><th scope="col">\(language("Ortsteil", "District"))</th><th scope="col" class="number">\(language("Adressen", "Addresses"))</th><th scope="col" class="number">\(language("verfügbar", "available"))</th><td class="bar"></td></tr></thead>
      <tbody>
      \(HTML(rows))
      </tbody>
      </table>
      </section>
      """
  }
}
