import HTTPServing
import PublicProjection
import WebPages

/// The explanatory pages: meaning of the classes, privacy, accessibility, and interface.
struct InformationPages {
  let layout: Layout

  private var language: Language { layout.language }

  /// The meaning of each class.
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
        <p>\(language("Jede Auskunft gilt für ein Gebäude, nicht für eine Wohnung. Sie ist nach bestem Wissen gegeben und kein Vertragsangebot.", "Each answer is about a building, not about a flat. It is given to the best of our knowledge and is not an offer of a contract."))</p>
        <dl class="meaning">
        \(HTML(entries))
        </dl>
        <h2>\(language("Woher die Auskunft kommt", "Where the information comes from"))</h2>
        <p>\(language("Aus den Plänen und dem Bestand des Netzbetreibers, auf ein Wort je Gebäude verkürzt. Wer dort wohnt, was bestellt ist und wo Leitungen liegen, steht nicht in den Daten dieser Seite.", "It is derived from the carrier's plans and existing network, and reduced to one word for each building. The data of this site does not contain who lives there, what has been ordered, or where cables are."))</p>
        """,
      place: .init(path: "/meaning"), isIndexed: true)
  }

  private func explanation(_ availability: Availability) -> String {
    switch availability {
    case .available:
      language(
        "Das Netz reicht bis an das Gebäude. Ein Anschluss kann bestellt werden; wie lange es dauert, hängt vom Weg ins Haus und von der Zustimmung des Eigentümers ab.",
        "The network reaches the building. A connection can be ordered; how long it takes depends on the route into the building and on the owner's consent."
      )
    case .underConstruction:
      language(
        "Die Straße gehört zu einem Gebiet, in dem gebaut wird. Der genannte Zeitraum ist eine Erwartung.",
        "The street is in an area where construction is in progress. The stated period is an estimate."
      )
    case .planned:
      language(
        "Der Ausbau ist vorgesehen, aber noch nicht begonnen. Termine können sich ändern.",
        "The network is planned here, but construction has not started. Dates may change.")
    case .notPlanned:
      language(
        "Für dieses Gebäude gibt es zurzeit keinen Plan. Nachfrage kann das ändern.",
        "There is no plan for this building at present. Demand may change that.")
    case .ask:
      language(
        "Die Daten reichen für eine sichere Auskunft nicht aus. Fragen Sie den Betreiber.",
        "The data is not sufficient for a reliable answer. Please ask the carrier.")
    }
  }

  /// What is stored about visitors: nothing that identifies a person.
  func privacy() -> Layout.Page {
    let reports: HTML =
      layout.configuration.reports == nil
      ? ""
      : """
      <h2>\(language("Wenn Sie einen Fehler melden", "When you report an error"))</h2>
      <p>\(language("Ihre Meldung wird gespeichert, bis sie erledigt ist, höchstens ein Jahr. Die Angabe, wie wir Sie erreichen, ist freiwillig; sie dient nur der Antwort. Rechtsgrundlage ist Art. 6 Abs. 1 Buchst. f DSGVO.", "Your report is stored until it has been dealt with, for at most one year. Your contact details are optional and are used only to answer you. The legal basis is Art. 6(1)(f) GDPR."))</p>
      """
    return Layout.Page(
      title: language("Datenschutz", "Privacy"),
      main: """
        <h1>\(language("Datenschutz", "Privacy"))</h1>
        <p>\(language("Diese Seite setzt keine Cookies, lädt nichts von anderen Anbietern und speichert nicht, wonach Sie suchen.", "This site sets no cookies, loads nothing from other providers and does not store what you search for."))</p>
        <h2>\(language("Was beim Aufruf geschieht", "What happens when you visit"))</h2>
        <p>\(language("Ihre Eingabe wird beantwortet und vergessen. Zum Schutz vor Missbrauch wird gezählt, wie viele Anfragen aus einem Netz (nicht von einer Person) kommen: im Arbeitsspeicher, ohne Adresse, nur als Prüfzahl.", "Your query is answered and not stored. To prevent abuse, we count the requests from each network (not from each person): only in memory, without an address, as a hash."))</p>
        \(reports)\(baseMap)
        <h2>\(language("Verantwortlich", "Controller"))</h2>
        <p>\(layout.configuration.operator)\(contact)</p>
        """,
      place: .init(path: "/privacy"), isIndexed: true)
  }

  private var baseMap: HTML {
    guard let map = layout.configuration.map?.baseMap else { return "" }
    return """
      <h2>\(language("Die Karte", "The map"))</h2>
      <p>\(language("Erst wenn Sie die Karte öffnen, holt Ihr Browser den Hintergrund von einem anderen Anbieter", "Your browser loads the background from another provider only when you open the map")): \(map.attribution).</p>
      """
  }

  private var contact: HTML {
    layout.configuration.contact.email.map { ", <a href=\"mailto:\($0)\">\($0)</a>" } ?? ""
  }

  /// The statement required of public bodies by Directive (EU) 2016/2102, article 7, and BITV 2.0,
  /// § 7.
  func accessibility() -> Layout.Page {
    Layout.Page(
      title: language("Barrierefreiheit", "Accessibility"),
      main: """
        <h1>\(language("Erklärung zur Barrierefreiheit", "Accessibility statement"))</h1>
        <p>\(language("Diese Seite ist nach WCAG 2.2, Stufe AA, und damit nach EN 301 549 und BITV 2.0 gebaut. Sie wird bei jeder Änderung mit axe-core geprüft, mit der Tastatur allein, ohne JavaScript und auf 320 Punkten Breite.", "This site is designed to conform to WCAG 2.2, level AA, and therefore to EN 301 549 and BITV 2.0. Each change is checked with axe-core, with the keyboard only, without JavaScript and at a width of 320 pixels."))</p>
        <h2>\(language("Was nicht barrierefrei ist", "What is not accessible"))</h2>
        <p>\(language("Die Karte zeigt Gebäude als Punkte und ist mit einem Vorleseprogramm nicht sinnvoll zu nutzen. Alles, was sie zeigt, steht als Text in der Auskunft.", "The map shows buildings as dots and is not usable with a screen reader. Everything that it shows is also in the text of the answer."))</p>
        <h2>\(language("Rückmeldung", "Feedback"))</h2>
        <p>\(language("Stoßen Sie auf eine Barriere, schreiben Sie uns", "If you encounter a barrier, please write to us"))\(contact). \(language("Bleibt Ihre Anfrage sechs Wochen ohne zufriedenstellende Antwort, können Sie sich an die Ombudsstelle Ihres Landes wenden.", "If you do not receive a satisfactory answer within six weeks, you can contact the ombudsperson of your federal state."))</p>
        """,
      place: .init(path: "/accessibility"), isIndexed: true)
  }

  /// The resources for programs.
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

  /// The page that is shown instead of an unavailable page.
  func fault(_ fault: RequestFault, at path: String) -> Layout.Page {
    let title: String
    let advice: String
    switch fault.status {
    case .notFound:
      title = language("Diese Seite gibt es nicht", "This page does not exist")
      advice = language(
        "Vielleicht ist die Adresse nicht mehr in den Daten.",
        "Perhaps the address is no longer in the data.")
    case .tooManyRequests:
      title = language("Einen Moment bitte", "One moment, please")
      advice = language(
        "Aus Ihrem Netz kamen sehr viele Anfragen. Bitte versuchen Sie es gleich noch einmal.",
        "There were very many requests from your network. Please try again shortly.")
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
        <p><a href="\(layout.link("/"))">\(language("Zur Suche", "Back to the search"))</a></p>
        """,
      place: .init(path: path))
  }
}
