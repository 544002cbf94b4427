package import GeoPackage
import Geospatial
package import NetworkModel

/// A value that is one row of a plan's table: the table has a column `scenario` for the plan's
/// name.
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
      addressID: "", reason: .island, remedy: .network, fixCostInCents: 0,
      location: Coordinate(x: 0, y: 0)),
    columns: [
      Column("address_id", \.addressID), Column("reason", \.reason),
      Column("remedy", of: \.remedy.kind) { $0.remedy = Remedy($1) },
      Column("remedy_m", of: \.remedy.metres, check: "remedy_m >= 0") { exception, metres in
        exception.remedy = Remedy(exception.remedy.kind, metres: metres ?? 0)
      },
      Column("remedy_drop_m", of: \.remedy.dropMetres, check: "remedy_drop_m >= 0") {
        exception, metres in
        exception.remedy = Remedy(
          exception.remedy.kind, metres: exception.remedy.metres ?? 0, dropMetres: metres ?? 0)
      },
      Column("remedy_words", of: \.remedy.words) { exception, words in
        if let words { exception.remedy = .other(words) }
      },
      Column("fix_cost_cents", \.fixCostInCents),
    ],
    constraints: [
      """
      CHECK ((remedy_m IS NOT NULL) = (remedy = 'private_trench' OR remedy = 'building_passage'
        OR remedy = 'bore' OR remedy = 'trench_to_network' OR remedy = 'trench_and_drop'))
      """,
      "CHECK ((remedy_drop_m IS NOT NULL) = (remedy = 'drop' OR remedy = 'trench_and_drop'))",
      "CHECK ((remedy_words IS NOT NULL) = (remedy = 'other'))",
    ])
}

extension Scenario: StoredRecord {
  package static let table = Table(
    "scenario", summary: "What was planned, under which rules, and what was proven",
    key: ["name"],
    blank: Scenario(
      name: "", program: "", objective: .all, within: nil, rules: "", rulesDigest: "",
      inputDigests: [:], costInCents: 0, lowerBoundInCents: 0),
    columns: [
      Column("name", \.name), Column("program", \.program),
      Column("objective", of: \.objective.kind) { scenario, kind in
        scenario.objective = Objective(kind)
        scenario.objectiveBound = nil
      },
      Column("objective_cents", of: \.objective.budgetInCents, check: "objective_cents >= 0") {
        scenario, cents in
        if let cents { scenario.objective = .budget(cents: cents) }
      },
      Column("objective_homes", of: \.objective.quotaInHomes, check: "objective_homes >= 0") {
        scenario, homes in
        if let homes { scenario.objective = .quota(homes: homes) }
      },
      Column("objective_bound_cents", of: \.objectiveBound?.cents) { scenario, cents in
        if let cents { scenario.objectiveBound = .cents(cents) }
      },
      Column("objective_bound_homes", of: \.objectiveBound?.homes) { scenario, homes in
        if let homes { scenario.objectiveBound = .homes(homes) }
      },
      Column("within", \.withinText), Column("rules", \.rules),
      Column("rules_digest", \.rulesDigest), Column("input_digests", \.inputDigestText),
      Column("cost_cents", \.costInCents),
      Column(
        "lower_bound_cents", \.lowerBoundInCents, check: "lower_bound_cents <= cost_cents"),
      Column("gap", derived: \.gap), Column("optimal", derived: { $0.isOptimal ? 1 : 0 }),
    ],
    constraints: [
      "CHECK ((objective = 'budget') = (objective_cents IS NOT NULL))",
      "CHECK ((objective = 'quota') = (objective_homes IS NOT NULL))",
      "CHECK (objective_bound_cents IS NULL OR objective_bound_homes IS NULL)",
      "CHECK (objective_bound_cents IS NULL OR objective = 'profit' OR objective = 'budget')",
      "CHECK (objective_bound_homes IS NULL OR objective = 'budget')",
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

extension Objective {
  /// An objective of a kind, with the number 0.
  fileprivate init(_ kind: Kind) {
    self =
      switch kind {
      case .all: .all
      case .profit: .profit
      case .budget: .budget(cents: 0)
      case .quota: .quota(homes: 0)
      }
  }

  fileprivate var budgetInCents: Int64? { if case .budget(let cents) = self { cents } else { nil } }

  fileprivate var quotaInHomes: Int64? { if case .quota(let homes) = self { homes } else { nil } }
}

extension ObjectiveBound {
  fileprivate var cents: Int64? { if case .cents(let cents) = self { cents } else { nil } }

  fileprivate var homes: Int64? { if case .homes(let homes) = self { homes } else { nil } }
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
