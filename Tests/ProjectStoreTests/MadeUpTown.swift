import AddressSearch
import Foundation
import GeoPackage
import Geospatial
import NetworkModel
import ProjectStore
import TestSupport

/// A project with a row of made-up addresses, each with two dwellings.
struct MadeUpTown {
  let folder: TemporaryFolder
  let project: Project
  let subjects: [StatusSubject]

  init(addresses: Int) throws {
    folder = try TemporaryFolder()
    project = try Project.create(
      at: folder.path("town.gpkg"), crs: try CoordinateReferenceSystem(code: 25832))
    let town = (0..<addresses).map { number in
      Address(
        id: AddressID("a\(number)"), district: number % 2 == 0 ? "East" : "West",
        street: "Marktgasse",
        number: HouseNumber(number: "\(number + 1)"), source: "test", dwellings: 2,
        location: Coordinate(x: 350_000 + 20 * Double(number), y: 5_685_000))
    }
    let project = project
    try project.writing { try project.replaceAddresses(town) }
    subjects = town.flatMap { address in
      [nil, "WE 1", "WE 2"].map { StatusSubject(addressID: address.id, dwelling: $0) }
    }
  }

  /// The project file as Latin-1, so that any byte can be looked for.
  func bytes() throws -> String { try bytes(of: "town.gpkg") }

  /// The file of private data as Latin-1.
  func privateBytes() throws -> String { try bytes(of: "town.gpkg.private") }

  private func bytes(of name: String) throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .isoLatin1)
  }

  /// Enters random events, sensible and senseless ones, in several transactions.
  ///
  /// - Returns: how many entered and how many were refused.
  func enterRandomEvents(_ count: Int, seed: UInt64) throws -> (entered: Int, refused: Int) {
    var random = SeededGenerator(seed: seed)
    let start = Int64(1_600_000_000)
    let now = Timestamp(seconds: start + Int64(count) + 1000)
    var entered = 0
    var refused = 0
    var sequence: Int64 = 0
    for batch in stride(from: 0, to: count, by: 5000) {
      try project.enterEvents(now: now) { writer in
        for step in batch..<min(batch + 5000, count) {
          let subject = subjects[Int.random(in: 0..<subjects.count, using: &random)]
          let standing = try writer.standing(of: subject)
          let likely = standing.status.nextEvents
          var draft = StatusEventDraft(
            subject: subject, kind: .correction,
            time: Timestamp(
              seconds: start + Int64(step) - Int64.random(in: 0..<40, using: &random)),
            actor: "crew \(step % 7)", proof: "photo \(step)")
          switch Int.random(in: 0..<10, using: &random) {
          case 0:
            // Mostly the last event, sometimes any.
            draft.corrects =
              Bool.random(using: &random)
              ? standing.lastEvent : Int64.random(in: 0...max(1, sequence), using: &random)
          case 1, 2: draft.kind = EventKind.allCases.randomElement(using: &random) ?? .surveyed
          default: draft.kind = likely.randomElement(using: &random) ?? .surveyed
          }
          do {
            sequence = try writer.enter(draft)
            entered += 1
          } catch is EventRefusal {
            refused += 1
          }
        }
      }
    }
    return (entered, refused)
  }
}
