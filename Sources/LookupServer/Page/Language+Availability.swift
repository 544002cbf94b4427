import PublicProjection
import WebPages

/// The texts for the availability classes.
extension Language {
  /// A period such as `2027-Q1` in words.
  func period(_ text: String) -> String {
    let parts = text.split(separator: "-Q")
    guard parts.count == 2 else { return text }
    let english = ["1": "first", "2": "second", "3": "third", "4": "fourth"]
    return self(
      "\(parts[1]). Quartal \(parts[0])",
      "\(english[String(parts[1])] ?? "") quarter of \(parts[0])")
  }

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

  /// The meaning of the answer for a resident.
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
          "It is not yet known when construction will be finished.")
    case .planned:
      return period.map { self("Vorgesehen: \($0).", "Planned for: \($0).") }
        ?? self("Ein Termin steht noch nicht fest.", "A date has not been set yet.")
    case .notPlanned:
      return self(
        "Das kann sich ändern: Sagen Sie uns, dass Sie einen Anschluss möchten.",
        "That may change: tell us that you would like a connection.")
    case .ask:
      return self(
        "Für dieses Gebäude können wir von hier aus keine sichere Auskunft geben.",
        "We cannot give a reliable answer for this building here.")
    }
  }

  /// The source of a finding.
  func source(_ source: FindingSource) -> String {
    switch source {
    case .network: self("Bestand des Netzes", "existing network")
    case .works: self("laufende Bauarbeiten", "construction in progress")
    case .plan: self("Ausbauplanung", "network plan")
    case .none: self("keine Angabe", "not stated")
    }
  }
}
