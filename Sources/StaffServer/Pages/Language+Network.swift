import NetworkModel
import ProjectStore
import TextFormats
import WebPages

/// Terms of the field in both languages.
extension Language {
  // MARK: Numbers

  /// A length in whole metres.
  func metres(_ metres: Double) -> String { "\(numbers.text(metres, places: 0)) m" }

  /// A moment to the minute, in UTC.
  func moment(_ moment: Timestamp) -> String {
    let text = moment.description
    return "\(day(String(text.prefix(10)))), \(text.dropFirst(11).prefix(5)) UTC"
  }

  // MARK: Layers

  /// The name of a layer.
  func name(ofLayer layer: String) -> String {
    switch layer {
    case "address": self("Adressen", "Addresses")
    case "street": self("Straßen", "Streets")
    case "building": self("Gebäude", "Buildings")
    case "obstacle": self("Hindernisse", "Obstacles")
    case "parcel": self("Flurstücke", "Parcels")
    case "area": self("Gebiete", "Areas")
    case "conduit": self("Leerrohre", "Conduits")
    case "site": self("Standorte", "Sites")
    case "built": self("Gebautes (Aufmaß)", "Built (as surveyed)")
    case "trench": self("Trassen", "Trenches")
    case "drop": self("Hausanschlüsse", "Drops")
    case "node": self("Netzknoten", "Nodes")
    case "exception": self("Ausnahmen", "Exceptions")
    case "coverage": self("Abdeckung (Homes Passed)", "Coverage (homes passed)")
    default: layer
    }
  }

  /// The name of a group of layers.
  func name(_ group: LayerTree.Group) -> String {
    switch group {
    case .ground: self("Im Boden", "In the ground")
    case .base: self("Grunddaten", "Base data")
    case .plan(let name): self("Plan „\(name)“", "Plan “\(name)”")
    }
  }

  /// The name of a kind of row; the word of the file if there is no name for it.
  func name(ofKind kind: String, in layer: String) -> String {
    switch kind {
    case "good": self("gut", "good")
    case "unknown": self("unbekannt", "unknown")
    case "phase": self("Bauabschnitt", "phase")
    case "junction" where layer == "node": self("Abzweig", "branch")
    case "conduit" where layer == "built": self("Leerrohr", "conduit")
    case "house_entry": self("Hauseinführung", "house entry")
    case "street_side": self("an der Straße", "along the street")
    case "crossing": self("Straßenquerung", "street crossing")
    case "junction": self("Kreuzung", "junction")
    case "drop": self("Hausanschluss", "drop")
    case "conduit": self("im Leerrohr", "in a conduit")
    case "private": self("auf Privatgrund", "on private ground")
    case "pop": "PoP"
    case "cabinet": self("Verteiler (NVt)", "cabinet")
    case "closure": self("Muffe", "closure")
    case "shaft": self("Schacht", "shaft")
    case "blocked": self("blockiert", "blocked")
    case "rail": self("Bahn", "rail")
    case "water": self("Gewässer", "water")
    case "motorway": self("Autobahn", "motorway")
    case "district": self("Ortsteil", "district")
    case "trench": self("Graben", "trench")
    case "no_street_in_reach": self("keine Straße in Reichweite", "no street within reach")
    case "enclosed_by_buildings": self("von Gebäuden umschlossen", "enclosed by buildings")
    case "behind_obstacle": self("hinter einem Hindernis", "behind an obstacle")
    case "island": self("Straße ohne Verbindung", "street without a connection")
    case "no_capacity": self("kein Platz im Rohr", "no capacity in the conduit")
    case "not_profitable": self("lohnt sich nicht", "not profitable")
    case "beyond_budget": self("über dem Budget", "beyond the budget")
    case "beyond_quota": self("über der Quote", "beyond the quota")
    default: kind
    }
  }

  /// The name of a laying method.
  func method(_ method: LayingMethod) -> String {
    switch method {
    case .openTrench: self("offener Graben", "open trench")
    case .plough: self("Pflug", "plough")
    case .narrowTrench: self("schmaler Graben", "narrow trench")
    case .bore: self("Bohrung", "bore")
    case .bridge: self("an der Brücke", "on a bridge")
    case .pullIn: self("Einzug ins Leerrohr", "pulled into a conduit")
    }
  }

  // MARK: The ledger

  /// The scope of a token.
  func name(_ scope: AccessToken.Scope) -> String {
    switch scope {
    case .read: self("darf lesen", "may read")
    case .status: self("darf Ereignisse eintragen", "may enter events")
    }
  }

  /// The party that acts next.
  func name(_ party: OpenWork.Party) -> String {
    switch party {
    case .owner: self("Eigentümer", "owner")
    case .office: self("Büro", "office")
    case .survey: self("Begehung", "survey")
    case .civil: self("Tiefbau", "civil works")
    case .installation: self("Hausmontage", "installation")
    case .fibre: self("Faserkolonne", "fibre crew")
    case .household: self("Haushalt", "household")
    }
  }

  /// The name of an event, or of the state that it leads to.
  func name(ofState word: String) -> String {
    switch word {
    case "unknown": self("unbekannt", "unknown")
    case "none": self("nichts gebaut", "nothing built")
    case "consent_requested": self("Zustimmung angefragt", "consent requested")
    case "consent_given": self("Zustimmung erteilt", "consent given")
    case "consent_refused": self("Zustimmung verweigert", "consent refused")
    case "consent_withdrawn": self("Zustimmung zurückgezogen", "consent withdrawn")
    case "surveyed": self("begangen", "surveyed")
    case "duct_at_parcel": self("Rohr an der Grundstücksgrenze", "duct at the parcel boundary")
    case "duct_in_building": self("Rohr im Gebäude", "duct in the building")
    case "entry_point_set": self("HÜP gesetzt", "entry point set")
    case "cable_blown": self("Kabel eingeblasen", "cable blown in")
    case "spliced": self("gespleißt", "spliced")
    case "measured": self("gemessen", "measured")
    case "connected": self("angeschlossen", "connected")
    case "interest": self("Interesse", "interest")
    case "contract": self("Vertrag", "contract")
    case "in_house_line": self("Hausverkabelung fertig", "in-house line completed")
    case "outlet_set": self("Gf-TA gesetzt", "outlet set")
    case "activated": self("in Betrieb", "activated")
    case "paused": self("ruht", "paused")
    case "ended": self("beendet", "ended")
    case "correction": self("Berichtigung", "correction")
    default: word
    }
  }

  /// The building, or one of its dwellings.
  func subject(_ dwelling: String?) -> String { dwelling ?? self("Gebäude", "Building") }
}
