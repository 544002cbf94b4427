import AddressSearch
import Dispatch
import Geospatial
import NetworkModel
import Operations
import ProjectStore
import Synchronization
import TestSupport
import Testing

/// What an operation reads while another process writes.
struct SnapshotTests {
  private static func addresses(_ count: Int) -> [Address] {
    (0..<count).map { number in
      Address(
        id: AddressID("a\(number)"), street: "Musterweg",
        number: HouseNumber(number: "\(number + 1)"),
        source: "test", dwellings: 1,
        location: Coordinate(x: 350_000 + Double(number), y: 5_680_000))
    }
  }

  @Test func `inputs and digests of a plan are of one state, whatever is imported meanwhile`()
    throws
  {
    let folder = try TemporaryFolder()
    let path = folder.path("town.gpkg")
    let project = try Project.create(
      at: path, crs: try CoordinateReferenceSystem(identifier: "EPSG:25832"))
    let states = [Self.addresses(20), Self.addresses(40)]
    // The digest of the addresses in each of the two states, by their number.
    var known: [Int: String] = [:]
    for state in states {
      try project.writing { try project.replaceAddresses(state) }
      known[state.count] = try project.inputDigests()["address"]
    }
    let digests = known
    #expect(Set(digests.values).count == 2)
    let isDone = Atomic<Bool>(false)
    let torn = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { thread in
      do {
        if thread == 0 {
          try Self.write(states, to: path, until: isDone)
        } else {
          defer { isDone.store(true, ordering: .relaxed) }
          let reader = try Project(path: path, readOnly: true, wait: 60)
          for _ in 0..<100 {
            let inputs = try PlanningInputs(reader)
            let count = inputs.inventory.addresses.count
            if digests[count] != inputs.digests["address"] {
              torn.withLock { $0.append("\(count)") }
            }
          }
        }
      } catch {
        torn.withLock { $0.append("\(error)") }
      }
    }
    #expect(torn.withLock { $0 } == [])
  }

  /// Stores one state after the other until the reader has ended.
  private static func write(
    _ states: [[Address]], to path: String, until isDone: borrowing Atomic<Bool>
  )
    throws
  {
    let writer = try Project(path: path, readOnly: false, wait: 60)
    var number = 0
    while !isDone.load(ordering: .relaxed) {
      try writer.writing { try writer.replaceAddresses(states[number % 2]) }
      number += 1
    }
  }
}
