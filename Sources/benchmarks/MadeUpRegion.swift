import AddressSearch
import Geospatial
import NetworkModel
import ProjectStore
import Rules
import TrenchPlanning

/// An artificial region of villages on irregular grids, connected by country roads.
///
/// Its size is arbitrary, and it is determined by the seed.
struct MadeUpRegion {
  let inventory: Inventory

  /// Creates a region with about the given number of addresses, in villages of 240.
  init(addresses wanted: Int, seed: UInt64) {
    var builder = RegionBuilder(addresses: wanted, seed: seed)
    builder.addVillages()
    inventory = Inventory(
      addresses: builder.addresses, streets: builder.streets,
      sites: [
        Site(
          id: "pop", kind: .pop, location: Coordinate(x: 300_070, y: 5_500_015))
      ])
  }
}

/// Creates the villages of a region one after the other.
private struct RegionBuilder {
  private(set) var streets: [Street] = []
  private(set) var addresses: [Address] = []
  private var random: MadeUpSequence
  private let wanted: Int
  private let villageCount: Int
  /// The number of villages in a row.
  private let across: Int

  /// The corners of a village, by row and column.
  private typealias Corners = [[Coordinate]]

  init(addresses wanted: Int, seed: UInt64) {
    random = MadeUpSequence(seed: seed)
    self.wanted = wanted
    villageCount = max(1, wanted / 240)
    var across = 1
    while across * across < villageCount { across += 1 }
    self.across = across
  }

  mutating func addVillages() {
    for village in 0..<villageCount {
      let origin = Coordinate(
        x: 300_000 + Double(village % across) * 1500, y: 5_500_000 + Double(village / across) * 1500
      )
      let corners = corners(around: origin)
      addStreets(of: village, corners)
      connect(village, at: origin, corners)
    }
  }

  private mutating func corners(around origin: Coordinate) -> Corners {
    var corners: Corners = []
    for row in 0..<5 {
      corners.append(
        (0..<5).map { column in
          Coordinate(
            x: origin.x + Double(column) * 140 + random.within(15),
            y: origin.y + Double(row) * 110 + random.within(12))
        })
    }
    return corners
  }

  private mutating func addStreets(of village: Int, _ corners: Corners) {
    for row in 0..<5 {
      for column in 0..<5 {
        if column < 4 {
          let name = "Reihe \(village)-\(row)"
          let (a, b) = (corners[row][column], corners[row][column + 1])
          add(name, [a, b], row == 2 ? .secondary : .residential)
          addHouses(on: name, from: a, to: b, firstNumber: column * 12 + 1)
        }
        if row < 4 {
          add(
            "Spalte \(village)-\(column)", [corners[row][column], corners[row + 1][column]],
            .residential)
        }
      }
    }
  }

  /// Adds twelve houses, on alternating sides of a street.
  private mutating func addHouses(
    on street: String, from a: Coordinate, to b: Coordinate, firstNumber: Int
  ) {
    for house in 0..<12 where addresses.count < wanted {
      let t = (Double(house / 2) + 1) / 7 + random.within(0.02)
      let side: Double = house % 2 == 0 ? 14 : -14
      addresses.append(
        Address(
          id: AddressID("a\(addresses.count)"), street: street,
          number: HouseNumber(number: "\(firstNumber + house)"), source: "made up",
          dwellings: 1 + Int(random.within(1.9).magnitude),
          location: Coordinate(
            x: a.x + (b.x - a.x) * t + random.within(1),
            y: a.y + (b.y - a.y) * t + side + random.within(3))))
    }
  }

  /// Connects a village with the villages to its west and south.
  private mutating func connect(_ village: Int, at origin: Coordinate, _ corners: Corners) {
    if village % across > 0 {
      let west = Coordinate(x: origin.x - 1500 + 4 * 140, y: origin.y + 220)
      let bend = Coordinate(x: west.x + 400, y: west.y + 40)
      add("Landstraße \(village)", [corners[2][0], bend], .secondary)
      add(
        "Landstraße \(village)", [bend, corner(of: village - 1, nearestTo: west)], .secondary)
    }
    if village >= across {
      let south = Coordinate(x: origin.x, y: origin.y - 1500 + 440)
      add(
        "Querstraße \(village)", [corners[0][0], corner(of: village - across, nearestTo: south)],
        .tertiary)
    }
  }

  private mutating func add(_ name: String, _ points: [Coordinate], _ streetClass: StreetClass) {
    streets.append(
      Street(
        id: StreetID("s\(streets.count)"), name: name, streetClass: streetClass,
        line: LineString(points)!))
  }

  /// The corner of a village nearest to a position.
  private func corner(of village: Int, nearestTo position: Coordinate) -> Coordinate {
    let first = streets.firstIndex { $0.name == "Reihe \(village)-0" } ?? 0
    let ends = streets[first..<min(streets.count, first + 45)].flatMap {
      [$0.line.start, $0.line.end]
    }
    return ends.min { $0.distance(to: position) < $1.distance(to: position) } ?? position
  }
}
