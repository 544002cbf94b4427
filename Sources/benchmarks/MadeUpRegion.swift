import AddressSearch
import Geospatial
import NetworkModel
import ProjectStore
import Rules
import TrenchPlanning

/// A region of villages on bent grids, joined by country roads: as large as wanted, the same for the
/// same seed.
struct MadeUpRegion {
  let inventory: Inventory

  /// About so many addresses, in villages of 240.
  init(addresses wanted: Int, seed: UInt64) {
    var random = MadeUpSequence(seed: seed)
    let villages = max(1, wanted / 240)
    var across = 1
    while across * across < villages { across += 1 }
    var streets: [Street] = []
    var addresses: [Address] = []
    func add(_ name: String, _ points: [Coordinate], _ streetClass: StreetClass) {
      streets.append(
        Street(
          id: "s\(streets.count)", name: name, streetClass: streetClass,
          line: LineString(points)!))
    }
    for village in 0..<villages {
      let origin = Coordinate(
        x: 300_000 + Double(village % across) * 1500, y: 5_500_000 + Double(village / across) * 1500
      )
      var corner: [[Coordinate]] = []
      for row in 0..<5 {
        corner.append(
          (0..<5).map { column in
            Coordinate(
              x: origin.x + Double(column) * 140 + random.within(15),
              y: origin.y + Double(row) * 110 + random.within(12))
          })
      }
      for row in 0..<5 {
        for column in 0..<5 {
          if column < 4 {
            let name = "Reihe \(village)-\(row)"
            let (a, b) = (corner[row][column], corner[row][column + 1])
            add(name, [a, b], row == 2 ? .secondary : .residential)
            for house in 0..<12 where addresses.count < wanted {
              let t = (Double(house / 2) + 1) / 7 + random.within(0.02)
              let side: Double = house % 2 == 0 ? 14 : -14
              addresses.append(
                Address(
                  id: "a\(addresses.count)", street: name,
                  number: HouseNumber(number: "\(column * 12 + house + 1)"), source: "made up",
                  dwellings: 1 + Int(random.within(1.9).magnitude),
                  location: Coordinate(
                    x: a.x + (b.x - a.x) * t + random.within(1),
                    y: a.y + (b.y - a.y) * t + side + random.within(3))))
            }
          }
          if row < 4 {
            add(
              "Spalte \(village)-\(column)", [corner[row][column], corner[row + 1][column]],
              .residential)
          }
        }
      }
      if village % across > 0 {
        let west = Coordinate(x: origin.x - 1500 + 4 * 140, y: origin.y + 220)
        add(
          "Landstraße \(village)", [corner[2][0], Coordinate(x: west.x + 400, y: west.y + 40)],
          .secondary)
        add(
          "Landstraße \(village)",
          [Coordinate(x: west.x + 400, y: west.y + 40), streetsEnd(streets, village - 1, west)],
          .secondary)
      }
      if village >= across {
        let south = Coordinate(x: origin.x, y: origin.y - 1500 + 440)
        add(
          "Querstraße \(village)", [corner[0][0], streetsEnd(streets, village - across, south)],
          .tertiary)
      }
    }
    inventory = Inventory(
      addresses: addresses, streets: streets,
      sites: [
        Site(
          id: "pop", kind: .pop, location: Coordinate(x: 300_070, y: 5_500_015))
      ])

    /// The corner of a village nearest to a place.
    func streetsEnd(_ streets: [Street], _ village: Int, _ place: Coordinate) -> Coordinate {
      let first = streets.firstIndex { $0.name == "Reihe \(village)-0" } ?? 0
      let ends = streets[first..<min(streets.count, first + 45)].flatMap {
        [$0.line.start, $0.line.end]
      }
      return ends.min { $0.distance(to: place) < $1.distance(to: place) } ?? place
    }
  }
}
