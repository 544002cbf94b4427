import HTTPServing
import PublicProjection

/// The languages of the page; each sentence stands in both where it is used.
enum Language: String, CaseIterable {
  case german = "de"
  case english = "en"

  /// The one asked for, or liked best.
  init(_ request: Request) {
    let asked = request.target.query.first { $0.name == "lang" }?.value
    let liked = Preference.language(
      of: Language.allCases.map(\.rawValue), in: request.headers.list("accept-language"))
    self = asked.flatMap(Language.init) ?? Language(rawValue: liked) ?? .german
  }

  /// The sentence in this language.
  func callAsFunction(_ german: String, _ english: String) -> String {
    self == .german ? german : english
  }

  /// A day of a file, `2026-11-23`, as people write it.
  func day(_ text: String) -> String {
    let parts = text.split(separator: "-")
    guard parts.count == 3, let month = Int(parts[1]), (1...12).contains(month),
      let day = Int(parts[2])
    else { return text }
    let german = [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November", "Dezember",
    ]
    let english = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return self(
      "\(day). \(german[month - 1]) \(parts[0])", "\(day) \(english[month - 1]) \(parts[0])")
  }

  /// A quarter or year of a file, `2027-Q1`, as people write it.
  func period(_ text: String) -> String {
    let parts = text.split(separator: "-Q")
    guard parts.count == 2 else { return text }
    let english = ["1": "first", "2": "second", "3": "third", "4": "fourth"]
    return self(
      "\(parts[1]). Quartal \(parts[0])",
      "\(english[String(parts[1])] ?? "") quarter of \(parts[0])")
  }

  /// A whole number with a mark between thousands.
  func count(_ number: Int) -> String {
    var digits = String(number)
    var place = digits.count - 3
    while place > 0 {
      digits.insert(
        contentsOf: self(".", ","), at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    return digits
  }
}

/// The classes in words.
extension Language {
  /// The name of a class, for lists and legends.
  func name(_ availability: Availability) -> String {
    switch availability {
    case .available: self("verfügbar", "available")
    case .underConstruction: self("im Bau", "under construction")
    case .planned: self("geplant", "planned")
    case .notPlanned: self("nicht geplant", "not planned")
    case .ask: self("auf Anfrage", "ask us")
    }
  }

  /// The answer in one sentence.
  func headline(_ finding: PublicAddress.Finding) -> String {
    switch finding.availability {
    case .available: self("Ja, hier gibt es Glasfaser.", "Yes, there is fibre here.")
    case .underConstruction:
      self("Glasfaser wird hier gerade gebaut.", "Fibre is being built here.")
    case .planned: self("Glasfaser ist hier geplant.", "Fibre is planned here.")
    case .notPlanned:
      self("Zurzeit ist hier kein Ausbau geplant.", "No fibre is planned here at present.")
    case .ask: self("Bitte fragen Sie bei uns nach.", "Please ask us.")
    }
  }

  /// What the answer means for somebody who lives there.
  func meaning(_ finding: PublicAddress.Finding) -> String {
    let period = finding.period.map(period)
    switch finding.availability {
    case .available:
      return self(
        "Das Glasfasernetz reicht bis an dieses Gebäude. Ein Anschluss kann bestellt werden.",
        "The fibre network reaches this building. A connection can be ordered.")
    case .underConstruction:
      return period.map {
        self("Voraussichtlich fertig: \($0).", "Expected to be finished: \($0).")
      }
        ?? self(
          "Wann die Arbeiten fertig sind, steht noch nicht fest.",
          "It is not known yet when the works will be finished.")
    case .planned:
      return period.map { self("Vorgesehen: \($0).", "Intended: \($0).") }
        ?? self("Ein Termin steht noch nicht fest.", "There is no date yet.")
    case .notPlanned:
      return self(
        "Das kann sich ändern: Sagen Sie uns, dass Sie einen Anschluss möchten.",
        "That may change: tell us that you would like a connection.")
    case .ask:
      return self(
        "Für dieses Gebäude können wir von hier aus keine sichere Auskunft geben.",
        "For this building we cannot give a certain answer from here.")
    }
  }

  /// What a finding was taken from.
  func source(_ source: FindingSource) -> String {
    switch source {
    case .network: self("Bestand des Netzes", "the network as built")
    case .works: self("laufende Bauarbeiten", "works under way")
    case .plan: self("Ausbauplanung", "the plan")
    case .none: self("keine Angabe", "not stated")
    }
  }
}
