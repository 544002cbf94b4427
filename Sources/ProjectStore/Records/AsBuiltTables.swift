package import GeoPackage
import Geospatial
package import NetworkModel

/// A work together with the survey that delivered it, as stored.
package struct BuiltRow: StoredRecord {
  package var work: BuiltWork
  /// The survey's number, day and proof, repeated with each work for the readers of the layer.
  package var survey: Int64
  package var builtOn: Timestamp
  package var proof: String

  init(_ work: BuiltWork, of survey: Survey) {
    self.work = work
    self.survey = survey.number
    builtOn = survey.builtOn
    proof = survey.proof
  }

  package static let table = Table(
    "built", summary: "What was built and surveyed; locked", geometry: .any(\.work.geometry),
    blank: BuiltRow(
      BuiltWork(kind: .shaft, geometry: .point(Coordinate(x: 0, y: 0))), of: .blank),
    columns: [
      Column("id", \.work.id), Column("kind", \.work.kind), Column("built_on", \.builtOn),
      Column("proof", \.proof),
      Column("survey", \.survey, references: "survey (number)"),
      Column("address_id", \.work.addressID),
      Column("capacity", \.work.capacity, check: "capacity >= 0"),
      Column("used", \.work.used, check: "used >= 0"),
      Column("cost_cents", \.work.costInCents, check: "cost_cents >= 0"),
      Column("segment_id", \.work.segmentID),
      Column("length_m", derived: { inMillimetres($0.work.length) }),
      Column("off_plan_m", \.offPlanMetres), Column("feature", \.work.feature),
    ], additions: lock("built", keys: ["fid", "id"]))

  private var offPlanMetres: Double {
    get { Self.inMillimetres(work.offPlanMetres) }
    set { work.offPlanMetres = newValue }
  }

  private static func inMillimetres(_ metres: Double) -> Double { (metres * 1000).rounded() / 1000 }

  /// Triggers that refuse every change of a row by any program.
  ///
  /// `INSERT OR REPLACE` deletes the rows with the key of a new one without a trigger of `DELETE`,
  /// so an insertion with a key that a row has is refused as well.
  static func lock(_ table: SQLName, keys: [SQLName]) -> [SQL] {
    let isPresent = SQL.joined(keys.map { "\($0) = NEW.\($0)" }, by: " OR ")
    return [
      """
      CREATE TRIGGER \(table.adding("_locked_insert")) BEFORE INSERT ON \(table)
      WHEN EXISTS (SELECT 1 FROM \(table) WHERE \(isPresent))
      BEGIN SELECT RAISE(ABORT, 'what was surveyed is locked'); END
      """,
      """
      CREATE TRIGGER \(table.adding("_locked_update")) BEFORE UPDATE ON \(table)
      BEGIN SELECT RAISE(ABORT, 'what was surveyed is locked'); END
      """,
      """
      CREATE TRIGGER \(table.adding("_locked_delete")) BEFORE DELETE ON \(table)
      BEGIN SELECT RAISE(ABORT, 'what was surveyed is locked'); END
      """,
    ]
  }
}

extension Survey: StoredRecord {
  fileprivate static let blank = Survey(
    number: 0, file: "", builtOn: Timestamp(seconds: 0), proof: "",
    recorded: Timestamp(seconds: 0), scenario: nil, drift: Drift())

  package static let table = Table(
    "survey", summary: "Each delivery of surveyed works and its drift from the plan; locked",
    key: ["number"], rowNumber: "number", blank: blank,
    columns: [
      Column("number", \.number), Column("file", \.file), Column("built_on", \.builtOn),
      Column("proof", \.proof, check: "proof <> ''"), Column("recorded", \.recorded),
      Column("scenario", \.scenario), Column("planned_m", \.drift.plannedMetres),
      Column("built_m", \.drift.builtMetres), Column("off_plan_m", \.drift.offPlanMetres),
      Column("planned_cents", \.drift.plannedCents), Column("built_cents", \.drift.builtCents),
    ], additions: BuiltRow.lock("survey", keys: ["number"]))
}

extension Reservation: StoredRecord {
  package static let table = Table(
    "reservation", summary: "Orders that capacity is held for", key: ["batch", "address_id"],
    blank: Reservation(
      batch: 0, addressID: "", made: Timestamp(seconds: 0), expires: nil, costInCents: 0),
    columns: [
      Column("batch", \.batch), Column("address_id", \.addressID), Column("made", \.made),
      Column("expires", \.expires), Column("cost_cents", \.costInCents),
    ])
}

extension ReservedCapacity: StoredRecord {
  package static let table = Table(
    "reserved_capacity", summary: "Capacity of conduits that is reserved for orders",
    key: ["batch", "conduit_id"], blank: ReservedCapacity(batch: 0, conduitID: "", slots: 0),
    columns: [
      Column("batch", \.batch), Column("conduit_id", \.conduitID),
      Column("slots", \.slots, check: "slots > 0"),
    ])
}
