package import NetworkModel
import GeoPackage
package import Geospatial

/// A row of a plan's layer together with the scenario it belongs to.
package struct ScenarioRow<Record: PlanRecord>: LayerRecord {
  package let scenario: String
  package let record: Record

  package static var layer: Layer {
    Layer(
      name: Record.planLayer.name, summary: Record.planLayer.summary,
      geometry: Record.planLayer.geometry, key: ["scenario"] + Record.planLayer.key,
      columns: [("scenario", "TEXT NOT NULL")] + Record.planLayer.columns)
  }

  package var layerGeometry: Geometry? { record.planGeometry }

  package init(scenario: String, record: Record) {
    self.scenario = scenario
    self.record = record
  }

  package func write(to row: inout RowWriter) {
    row.add(scenario)
    record.writePlanColumns(to: &row)
  }

  package init(from row: inout RowReader) throws {
    scenario = row.text()
    record = try Record(planColumnsFrom: &row)
  }
}

/// A value that is one row of a plan's layer.
package protocol PlanRecord: Sendable {
  /// The layer without its column for the scenario.
  static var planLayer: Layer { get }
  /// What stands in the geometry column.
  var planGeometry: Geometry? { get }
  /// Writes every column, in order.
  func writePlanColumns(to row: inout RowWriter)
  /// Reads every column, in order.
  init(planColumnsFrom row: inout RowReader) throws
}

extension TrenchSegment: PlanRecord {
  package static let planLayer = Layer(
    name: "trench", summary: "Planned trenches, crossings, drops and used conduits",
    geometry: .lineString,
    columns: [
      ("id", "TEXT NOT NULL"), ("kind", "TEXT NOT NULL"), ("from_node", "TEXT NOT NULL"),
      ("to_node", "TEXT NOT NULL"), ("street", "TEXT"), ("side", "TEXT"), ("surface", "TEXT"),
      ("method", "TEXT NOT NULL"), ("excluded_methods", "TEXT NOT NULL"), ("reference", "TEXT"),
      ("district", "TEXT"), ("length_m", "REAL NOT NULL CHECK (length_m >= 0)"),
      ("cost_cents", "INTEGER NOT NULL CHECK (cost_cents >= 0)"),
    ])

  package var planGeometry: Geometry? { .lineString(line) }

  package func writePlanColumns(to row: inout RowWriter) {
    row.add(id)
    row.add(kind.rawValue)
    row.add(fromNode)
    row.add(toNode)
    row.add(street)
    row.add(side?.rawValue)
    row.add(surface?.rawValue)
    row.add(method)
    row.add(excludedMethods)
    row.add(reference)
    row.add(district)
    row.add(length)
    row.add(costInCents)
  }

  package init(planColumnsFrom row: inout RowReader) throws {
    let id = row.text()
    let kind = try row.word(Kind.self)
    let fromNode = row.text()
    let toNode = row.text()
    let street = row.optionalText()
    let side = try row.optionalWord(Side.self)
    let surface = try row.optionalWord(Surface.self)
    let method = row.text()
    let excludedMethods = row.text()
    let reference = row.optionalText()
    let district = row.optionalText()
    let length = row.double()
    let costInCents = row.integer()
    let line = try row.line()
    self.init(
      id: id, kind: kind, fromNode: fromNode, toNode: toNode, street: street, side: side,
      surface: surface, method: method, excludedMethods: excludedMethods, reference: reference,
      district: district, length: length, costInCents: costInCents, line: line)
  }
}

extension Drop: PlanRecord {
  package static let planLayer = Layer(
    name: "drop", summary: "The connection of each served address", geometry: .lineString,
    key: ["address_id"],
    columns: [
      ("address_id", "TEXT NOT NULL"), ("at_node", "TEXT NOT NULL"),
      ("length_m", "REAL NOT NULL"), ("cost_cents", "INTEGER NOT NULL"), existing,
    ])

  /// Since version 3 of the layers.
  static let existing = (name: "existing", definition: "BOOLEAN NOT NULL DEFAULT 0")

  package var planGeometry: Geometry? { .lineString(line) }

  package func writePlanColumns(to row: inout RowWriter) {
    row.add(addressID)
    row.add(atNode)
    row.add(length)
    row.add(costInCents)
    row.add(isExisting)
  }

  package init(planColumnsFrom row: inout RowReader) throws {
    let addressID = row.text()
    let atNode = row.text()
    let length = row.double()
    let costInCents = row.integer()
    let isExisting = row.bool()
    let line = try row.line()
    self.init(
      addressID: addressID, atNode: atNode, length: length, costInCents: costInCents,
      isExisting: isExisting, line: line)
  }
}

extension NetworkNode: PlanRecord {
  package static let planLayer = Layer(
    name: "node", summary: "Where planned segments meet or begin", geometry: .point,
    columns: [
      ("id", "TEXT NOT NULL"), ("kind", "TEXT NOT NULL"), ("capacity", "INTEGER"),
      ("used", "INTEGER"), ("site_id", "TEXT"),
    ])

  package var planGeometry: Geometry? { .point(location) }

  package func writePlanColumns(to row: inout RowWriter) {
    row.add(id)
    row.add(kind.rawValue)
    row.add(capacity)
    row.add(used)
    row.add(siteID)
  }

  package init(planColumnsFrom row: inout RowReader) throws {
    let id = row.text()
    let kind = try row.word(Kind.self)
    let capacity = row.optionalInteger()
    let used = row.optionalInteger()
    let siteID = row.optionalText()
    let location = try row.point()
    self.init(
      id: id, kind: kind, capacity: capacity, used: used, siteID: siteID, location: location)
  }
}

extension PlanException: PlanRecord {
  package static let planLayer = Layer(
    name: "exception", summary: "Addresses the plan does not reach, each with its reason",
    geometry: .point, key: ["address_id"],
    columns: [
      ("address_id", "TEXT NOT NULL"), ("reason", "TEXT NOT NULL"),
      ("cheapest_fix", "TEXT NOT NULL"), ("fix_cost_cents", "INTEGER NOT NULL"),
    ])

  package var planGeometry: Geometry? { .point(location) }

  package func writePlanColumns(to row: inout RowWriter) {
    row.add(addressID)
    row.add(reason.rawValue)
    row.add(cheapestFix)
    row.add(fixCostInCents)
  }

  package init(planColumnsFrom row: inout RowReader) throws {
    let addressID = row.text()
    let reason = try row.word(Reason.self)
    let cheapestFix = row.text()
    let fixCostInCents = row.integer()
    let location = try row.point()
    self.init(
      addressID: addressID, reason: reason, cheapestFix: cheapestFix,
      fixCostInCents: fixCostInCents, location: location)
  }
}

extension Scenario: LayerRecord {
  package static let layer = Layer(
    name: "scenario", summary: "What was planned, under which rules, and what was proven",
    geometry: nil, key: ["name"],
    columns: [
      ("name", "TEXT NOT NULL"), ("program", "TEXT NOT NULL"), ("objective", "TEXT NOT NULL"),
      ("within", "TEXT"), ("rules", "TEXT NOT NULL"), ("rules_digest", "TEXT NOT NULL"),
      ("input_digests", "TEXT NOT NULL"), ("cost_cents", "INTEGER NOT NULL"),
      ("lower_bound_cents", "INTEGER NOT NULL CHECK (lower_bound_cents <= cost_cents)"),
      ("gap", "REAL NOT NULL"), ("optimal", "INTEGER NOT NULL"),
    ])

  package var layerGeometry: Geometry? { nil }

  package func write(to row: inout RowWriter) {
    row.add(name)
    row.add(program)
    row.add(objective)
    row.add(within?.stored)
    row.add(rules)
    row.add(rulesDigest)
    row.add(
      inputDigests.keys.sorted().map { "\($0)=\(inputDigests[$0] ?? "")" }.joined(separator: " "))
    row.add(costInCents)
    row.add(lowerBoundInCents)
    row.add(gap)
    row.add(isOptimal)
  }

  package init(from row: inout RowReader) throws {
    let name = row.text()
    let program = row.text()
    let objective = row.text()
    let within = row.optionalText().map { Confinement(stored: $0) }
    let rules = row.text()
    let rulesDigest = row.text()
    var inputDigests: [String: String] = [:]
    for pair in row.text().split(separator: " ") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { inputDigests[String(parts[0])] = String(parts[1]) }
    }
    let costInCents = row.integer()
    let lowerBoundInCents = row.integer()
    self.init(
      name: name, program: program, objective: objective, within: within, rules: rules,
      rulesDigest: rulesDigest, inputDigests: inputDigests, costInCents: costInCents,
      lowerBoundInCents: lowerBoundInCents)
  }
}
