package import GeoPackage
import Geospatial
package import NetworkModel

/// A value that is one row of a plan's table: the table has a column `scenario` for the plan's name.
package protocol PlanRecord: StoredRecord {}

extension TrenchSegment: PlanRecord {
  package static let table = Table(
    "trench", summary: "Planned trenches, crossings, drops and used conduits",
    geometry: .line(\.line), partition: "scenario",
    blank: TrenchSegment(
      id: "", kind: .streetSide, fromNode: "", toNode: "", street: nil, side: nil, surface: nil,
      method: .openTrench, length: 0, costInCents: 0, line: .blank),
    columns: [
      Column("id", \.id), Column("kind", \.kind), Column("from_node", \.fromNode),
      Column("to_node", \.toNode), Column("street", \.street), Column("side", \.side),
      Column("surface", \.surface), Column("method", \.method),
      Column("excluded_methods", \.excludedMethods, default: "''"),
      Column("reference", \.referenceText), Column("district", \.district),
      Column("length_m", \.length, check: "length_m >= 0"),
      Column("cost_cents", \.costInCents, check: "cost_cents >= 0"),
    ])
}

extension TrenchSegment {
  /// The id of the address or of the conduit; the kind, which is read first, decides which it is.
  fileprivate var referenceText: String? {
    get {
      switch reference {
      case .address(let id): id.rawValue
      case .conduit(let id): id.rawValue
      case nil: nil
      }
    }
    set {
      reference = newValue.map {
        kind == .conduit ? .conduit(ConduitID($0)) : .address(AddressID($0))
      }
    }
  }
}

extension Drop: PlanRecord {
  // `drop` is a reserved word of SQL.
  package static let table = Table(
    "plan_drop", exportedName: "drop", summary: "The connection of each served address",
    geometry: .line(\.line), partition: "scenario", key: ["address_id"],
    blank: Drop(addressID: "", atNode: "", length: 0, costInCents: 0, line: .blank),
    columns: [
      Column("address_id", \.addressID), Column("at_node", \.atNode),
      Column("length_m", \.length), Column("cost_cents", \.costInCents),
      Column("existing", \.isExisting, default: "FALSE"),
    ])
}

extension NetworkNode: PlanRecord {
  package static let table = Table(
    "node", summary: "Where planned segments meet or begin", geometry: .point(\.location),
    partition: "scenario",
    blank: NetworkNode(id: "", kind: .junction, location: Coordinate(x: 0, y: 0)),
    columns: [
      Column("id", \.id), Column("kind", \.kind), Column("capacity", \.capacity),
      Column("used", \.used), Column("site_id", \.siteID),
    ])
}

extension PlanException: PlanRecord {
  package static let table = Table(
    "exception", summary: "Addresses the plan does not reach, each with its reason",
    geometry: .point(\.location), partition: "scenario", key: ["address_id"],
    blank: PlanException(
      addressID: "", reason: .island, cheapestFix: "", fixCostInCents: 0,
      location: Coordinate(x: 0, y: 0)),
    columns: [
      Column("address_id", \.addressID), Column("reason", \.reason),
      Column("cheapest_fix", \.cheapestFix), Column("fix_cost_cents", \.fixCostInCents),
    ])
}

extension Scenario: StoredRecord {
  package static let table = Table(
    "scenario", summary: "What was planned, under which rules, and what was proven",
    key: ["name"],
    blank: Scenario(
      name: "", program: "", objective: "", within: nil, rules: "", rulesDigest: "",
      inputDigests: [:], costInCents: 0, lowerBoundInCents: 0),
    columns: [
      Column("name", \.name), Column("program", \.program), Column("objective", \.objective),
      Column("within", \.withinText), Column("rules", \.rules),
      Column("rules_digest", \.rulesDigest), Column("input_digests", \.inputDigestText),
      Column("cost_cents", \.costInCents),
      Column(
        "lower_bound_cents", \.lowerBoundInCents, check: "lower_bound_cents <= cost_cents"),
      Column("gap", derived: \.gap), Column("optimal", derived: { $0.isOptimal ? 1 : 0 }),
    ])

  fileprivate var withinText: String? {
    get { within?.stored }
    set { within = newValue.map { Confinement(stored: $0) } }
  }

  /// The digests as `layer=digest` with blanks between them, ordered by layer.
  fileprivate var inputDigestText: String {
    get {
      inputDigests.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        .joined(separator: " ")
    }
    set {
      inputDigests = [:]
      for pair in newValue.split(separator: " ") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        if parts.count == 2 { inputDigests[String(parts[0])] = String(parts[1]) }
      }
    }
  }
}

extension CoverageArea: StoredRecord {
  package static let table = Table(
    "coverage", summary: "What the network in the ground passes, by rule and district",
    geometry: .surface(\.surface, mayBeEmpty: true), key: ["rule", "district"],
    blank: CoverageArea(rule: "", district: ""),
    columns: [
      Column("rule", \.rule), Column("district", \.district),
      Column("addresses", \.addresses.total), Column("addresses_passed", \.addresses.passed),
      Column("dwellings", \.dwellings.total), Column("dwellings_passed", \.dwellings.passed),
      Column("addresses_passed_plus", \.addresses.passedPlus, default: "0"),
      Column("addresses_connected", \.addresses.connected, default: "0"),
      Column("addresses_activated", \.addresses.activated, default: "0"),
      Column("dwellings_passed_plus", \.dwellings.passedPlus, default: "0"),
      Column("dwellings_connected", \.dwellings.connected, default: "0"),
      Column("dwellings_activated", \.dwellings.activated, default: "0"),
      Column("as_of", \.asOf),
    ])
}
