import HTTPServing
import PublicProjection
import WebPages

/// The pages that explain: what the classes mean, privacy, accessibility, the interface.
struct InformationPages {
  let layout: Layout

  private var language: Language { layout.language }

  /// What each class means.
  func meaning() -> Layout.Page {
    let entries = Availability.allCases.map { availability -> HTML in
      """
      <div id="\(availability.rawValue)">
      <dt>\(Symbols.of(availability)) \(language.name(availability))</dt>
      <dd>\(explanation(availability))</dd>
      </div>
      """
    }
    return Layout.Page(
      title: language("Was heißt das?", "What does this mean?"),
      main: """
        <h1>\(language("Was heißt das?", "What does this mean?"))</h1>
        <p>\(language("Jede Auskunft gilt für ein Gebäude, nicht für eine Wohnung. Sie ist nach bestem Wissen gegeben und kein Vertragsangebot.", "Each answer is about a building, not about a flat. It is given to the best of our knowledge and is no offer of a contract."))</p>
        <dl class="meaning">
        \(HTML(entries))
        </dl>
        <h2>\(language("Woher die Auskunft kommt", "Where the answer comes from"))</h2>
        <p>\(language("Aus den Plänen und dem Bestand des Netzbetreibers, auf ein Wort je Gebäude verkürzt. Wer dort wohnt, was bestellt ist und wo Leitungen liegen, steht nicht in den Daten dieser Seite.", "From the carrier's plans and network, reduced to one word for each building. Who lives there, what has been ordered and where lines lie is not in the data of this site."))</p>
        """,
      place: .init(path: "/meaning"), isIndexed: true)
  }

  private func explanation(_ availability: Availability) -> String {
    switch availability {
    case .available:
      language(
        "Das Netz reicht bis an das Gebäude. Ein Anschluss kann bestellt werden; wie lange es dauert, hängt vom Weg ins Haus und von der Zustimmung des Eigentümers ab.",
        "The network reaches the building. A connection can be ordered; how long it takes depends on the way into the house and on the owner's consent."
      )
    case .underConstruction:
      language(
        "Die Straße gehört zu einem Gebiet, in dem gebaut wird. Der genannte Zeitraum ist eine Erwartung.",
        "The street belongs to an area where building is under way. The period named is an expectation."
      )
    case .planned:
      language(
        "Der Ausbau ist vorgesehen, aber noch nicht begonnen. Termine können sich ändern.",
        "The network is to come here, but works have not begun. Dates may change.")
    case .notPlanned:
      language(
        "Für dieses Gebäude gibt es zurzeit keinen Plan. Nachfrage kann das ändern.",
        "There is no plan for this building at present. Demand may change that.")
    case .ask:
      language(
        "Die Daten reichen für eine sichere Auskunft nicht aus. Fragen Sie den Betreiber.",
        "The data does not suffice for a certain answer. Please ask the carrier.")
    }
  }

  /// What is kept about visitors: nothing that points to a person.
  func privacy() -> Layout.Page {
    let reports: HTML =
      layout.configuration.reports == nil
      ? ""
      : """
      <h2>\(language("Wenn Sie einen Fehler melden", "When you report an error"))</h2>
      <p>\(language("Ihre Meldung wird gespeichert, bis sie erledigt ist, höchstens ein Jahr. Die Angabe, wie wir Sie erreichen, ist freiwillig; sie dient nur der Antwort. Rechtsgrundlage ist Art. 6 Abs. 1 Buchst. f DSGVO.", "Your report is kept until it has been dealt with, for a year at most. How to reach you is up to you to say, and is used for the answer only. The legal basis is Art. 6(1)(f) GDPR."))</p>
      """
    return Layout.Page(
      title: language("Datenschutz", "Privacy"),
      main: """
        <h1>\(language("Datenschutz", "Privacy"))</h1>
        <p>\(language("Diese Seite setzt keine Cookies, lädt nichts von anderen Anbietern und speichert nicht, wonach Sie suchen.", "This site sets no cookies, loads nothing from others and does not store what you search for."))</p>
        <h2>\(language("Was beim Aufruf geschieht", "What happens when you visit"))</h2>
        <p>\(language("Ihre Eingabe wird beantwortet und vergessen. Zum Schutz vor Missbrauch wird gezählt, wie viele Anfragen aus einem Netz (nicht von einer Person) kommen: im Arbeitsspeicher, ohne Adresse, nur als Prüfzahl.", "What you type is answered and forgotten. Against abuse we count how many requests come from a network (not from a person): in memory, without an address, as a hash alone."))</p>
        \(reports)\(baseMap)
        <h2>\(language("Verantwortlich", "Who is responsible"))</h2>
        <p>\(layout.configuration.operator)\(contact)</p>
        """,
      place: .init(path: "/privacy"), isIndexed: true)
  }

  private var baseMap: HTML {
    guard let map = layout.configuration.map?.baseMap else { return "" }
    return """
      <h2>\(language("Die Karte", "The map"))</h2>
      <p>\(language("Erst wenn Sie die Karte öffnen, holt Ihr Browser den Hintergrund von einem anderen Anbieter", "Only when you open the map does your browser fetch the background from somebody else")): \(map.attribution).</p>
      """
  }

  private var contact: HTML {
    layout.configuration.contact.email.map { ", <a href=\"mailto:\($0)\">\($0)</a>" } ?? ""
  }

  /// The statement that public bodies owe: Directive (EU) 2016/2102, article 7; BITV 2.0, § 7.
  func accessibility() -> Layout.Page {
    Layout.Page(
      title: language("Barrierefreiheit", "Accessibility"),
      main: """
        <h1>\(language("Erklärung zur Barrierefreiheit", "Accessibility statement"))</h1>
        <p>\(language("Diese Seite ist nach WCAG 2.2, Stufe AA, und damit nach EN 301 549 und BITV 2.0 gebaut. Sie wird bei jeder Änderung mit axe-core geprüft, mit der Tastatur allein, ohne JavaScript und auf 320 Punkten Breite.", "This site is built to WCAG 2.2, level AA, and so to EN 301 549 and BITV 2.0. Each change is checked with axe-core, by keyboard alone, without JavaScript and at a width of 320 points."))</p>
        <h2>\(language("Was nicht barrierefrei ist", "What is not accessible"))</h2>
        <p>\(language("Die Karte zeigt Gebäude als Punkte und ist mit einem Vorleseprogramm nicht sinnvoll zu nutzen. Alles, was sie zeigt, steht als Text in der Auskunft.", "The map shows buildings as dots and is of no use with a screen reader. All that it shows stands as text in the answer."))</p>
        <h2>\(language("Rückmeldung", "Feedback"))</h2>
        <p>\(language("Stoßen Sie auf eine Barriere, schreiben Sie uns", "If you meet a barrier, write to us"))\(contact). \(language("Bleibt Ihre Anfrage sechs Wochen ohne zufriedenstellende Antwort, können Sie sich an die Ombudsstelle Ihres Landes wenden.", "If your request stays without a satisfying answer for six weeks, you can turn to the ombuds office of your state."))</p>
        """,
      place: .init(path: "/accessibility"), isIndexed: true)
  }

  /// Where programs find what they need.
  func interface() -> Layout.Page {
    Layout.Page(
      title: language("Schnittstelle", "Interface"),
      main: """
        <h1>\(language("Schnittstelle", "Interface"))</h1>
        <p>\(language("Dieselben Auskünfte für Programme, ohne Anmeldung:", "The same answers for programs, without an account:"))</p>
        <dl class="meaning">
        <div><dt><code>/v1/lookup?q=…</code></dt><dd>\(language("Auskunft zu einer Adresse", "answer for an address"))</dd></div>
        <div><dt><code>/v1/suggest?q=…</code></dt><dd>\(language("Vorschläge beim Tippen, als GeocodeJSON", "suggestions while typing, as GeocodeJSON"))</dd></div>
        <div><dt><code>/v1/stats</code></dt><dd>\(language("Zahlen nach Ortsteil", "figures by district"))</dd></div>
        <div><dt><code>/ogc</code></dt><dd>OGC API – Features, \(language("für QGIS und andere", "for QGIS and others"))</dd></div>
        <div><dt><code>/tiles/{z}/{x}/{y}.mvt</code></dt><dd>\(language("Vektorkacheln", "vector tiles"))</dd></div>
        </dl>
        <p><a href="/openapi.json">\(language("Beschreibung als OpenAPI 3.1", "Description as OpenAPI 3.1"))</a></p>
        """,
      place: .init(path: "/interface"), isIndexed: true)
  }

  /// What is said where a page cannot be shown.
  func fault(_ fault: RequestFault, at path: String) -> Layout.Page {
    let title: String
    let advice: String
    switch fault.status {
    case .notFound:
      title = language("Diese Seite gibt es nicht", "There is no such page")
      advice = language(
        "Vielleicht ist die Adresse nicht mehr in den Daten.",
        "Perhaps the address is no longer in the data.")
    case .tooManyRequests:
      title = language("Einen Moment bitte", "One moment, please")
      advice = language(
        "Aus Ihrem Netz kamen sehr viele Anfragen. Bitte versuchen Sie es gleich noch einmal.",
        "Very many requests came from your network. Please try again shortly.")
    default:
      title = language("Das hat nicht geklappt", "That did not work")
      advice = language(
        "Die Anfrage war nicht zu verstehen.", "The request could not be understood.")
    }
    return Layout.Page(
      title: title,
      main: """
        <h1>\(title)</h1>
        <p>\(advice)</p>
        <p><a href="\(layout.link("/"))">\(language("Zur Suche", "To the search"))</a></p>
        """,
      place: .init(path: path))
  }
}
