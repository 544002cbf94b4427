package import NetworkModel
import GeoPackage
package import Geospatial

/// A work together with the survey that brought it, as stored.
package struct BuiltRow: LayerRecord {
  package let work: BuiltWork
  /// The survey's number, day and proof, which stand with each work for whoever opens the layer.
  package let survey: Int64
  package let builtOn: Timestamp
  package let proof: String

  package static let layer = Layer(
    name: "built", summary: "What was built and surveyed; locked", geometry: .geometry,
    columns: [
      ("id", "TEXT NOT NULL"),
      ("kind", "TEXT NOT NULL \(oneOf(BuiltWork.Kind.self, "kind"))"),
      ("built_on", "TEXT NOT NULL"), ("proof", "TEXT NOT NULL"),
      ("survey", "INTEGER NOT NULL REFERENCES survey (number)"), ("address_id", "TEXT"),
      ("capacity", "INTEGER CHECK (capacity >= 0)"), ("used", "INTEGER CHECK (used >= 0)"),
      ("cost_cents", "INTEGER CHECK (cost_cents >= 0)"), ("segment_id", "TEXT"),
      ("length_m", "REAL NOT NULL"), ("off_plan_m", "REAL NOT NULL"),
      ("feature", "TEXT NOT NULL"),
    ])

  package var layerGeometry: Geometry? { work.geometry }

  init(_ work: BuiltWork, of survey: Survey) {
    self.work = work
    self.survey = survey.number
    builtOn = survey.builtOn
    proof = survey.proof
  }

  package func write(to row: inout RowWriter) {
    row.add(work.id)
    row.add(work.kind.rawValue)
    row.add(builtOn.description)
    row.add(proof)
    row.add(survey)
    row.add(work.addressID)
    row.add(work.capacity)
    row.add(work.used)
    row.add(work.costInCents)
    row.add(work.segmentID)
    row.add((work.length * 1000).rounded() / 1000)
    row.add((work.offPlanMetres * 1000).rounded() / 1000)
    row.add(work.feature)
  }

  package init(from row: inout RowReader) throws {
    let id = row.text()
    let kind = try row.word(BuiltWork.Kind.self)
    builtOn = try row.moment()
    proof = row.text()
    survey = row.integer()
    let addressID = row.optionalText()
    let capacity = row.optionalInteger()
    let used = row.optionalInteger()
    let cents = row.optionalInteger().map(Int64.init)
    let segment = row.optionalText()
    _ = row.double()
    let offPlan = row.double()
    let feature = row.text()
    guard let geometry = row.geometry else { throw row.unreadable("no geometry") }
    work = BuiltWork(
      id: id, kind: kind, geometry: geometry, addressID: addressID, capacity: capacity, used: used,
      costInCents: cents, segmentID: segment, offPlanMetres: offPlan, feature: feature)
  }
}

extension Survey: LayerRecord {
  package static let layer = Layer(
    name: "survey", summary: "Each delivery of surveyed works and its drift from the plan; locked",
    geometry: nil, key: ["number"], rowNumber: "number",
    columns: [
      ("number", "INTEGER NOT NULL"), ("file", "TEXT NOT NULL"), ("built_on", "TEXT NOT NULL"),
      ("proof", "TEXT NOT NULL CHECK (proof <> '')"), ("recorded", "TEXT NOT NULL"),
      ("scenario", "TEXT"), ("planned_m", "REAL NOT NULL"), ("built_m", "REAL NOT NULL"),
      ("off_plan_m", "REAL NOT NULL"), ("planned_cents", "INTEGER NOT NULL"),
      ("built_cents", "INTEGER NOT NULL"),
    ])

  package var layerGeometry: Geometry? { nil }

  package func write(to row: inout RowWriter) {
    row.add(number)
    row.add(file)
    row.add(builtOn.description)
    row.add(proof)
    row.add(recorded.description)
    row.add(scenario)
    row.add(drift.plannedMetres)
    row.add(drift.builtMetres)
    row.add(drift.offPlanMetres)
    row.add(drift.plannedCents)
    row.add(drift.builtCents)
  }

  package init(from row: inout RowReader) throws {
    let number = row.integer()
    let file = row.text()
    let builtOn = try row.moment()
    let proof = row.text()
    let recorded = try row.moment()
    let scenario = row.optionalText()
    var drift = Drift()
    drift.plannedMetres = row.double()
    drift.builtMetres = row.double()
    drift.offPlanMetres = row.double()
    drift.plannedCents = row.integer()
    drift.builtCents = row.integer()
    self.init(
      number: number, file: file, builtOn: builtOn, proof: proof, recorded: recorded,
      scenario: scenario, drift: drift)
  }
}

/// The tables of what was built and of what is held for orders.
enum AsBuiltTables {
  /// The layers that can be exported.
  static let layers = [Survey.layer, BuiltRow.layer, Reservation.layer, ReservedRoom.layer]

  /// Makes the tables; call within a transaction.
  ///
  /// What was surveyed is locked: any program that changes or deletes a row is refused by the file.
  static func create(on connection: Connection, srid: Int32) throws(DatabaseError) {
    for layer in layers { try connection.create(layer.table, srid: srid) }
    for table in [Survey.layer.name, BuiltRow.layer.name] {
      for action in ["UPDATE", "DELETE"] {
        try connection.execute(
          """
          CREATE TRIGGER \(table)_locked_\(action.lowercased()) BEFORE \(action) ON \(table)
          BEGIN SELECT RAISE(ABORT, 'what was surveyed is locked'); END
          """)
      }
    }
  }
}

extension RowReader {
  /// A moment as the ledger writes it.
  mutating func moment() throws -> Timestamp {
    let written = text()
    guard let moment = Timestamp(written) else { throw unreadable("no time \(written)") }
    return moment
  }
}
