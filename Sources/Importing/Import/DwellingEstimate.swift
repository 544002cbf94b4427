import Geospatial
import NetworkModel
import ProjectStore
import TextFormats

/// Estimates how many dwellings an address has where no data says.
///
/// The building the address lies in, or within five metres of, has as many dwellings as the data
/// says; otherwise one for a house, and for anything else one for each 90 m² of floor, floor being
/// footprint × storeys × 0.8, with two storeys where none are given and at least one dwelling. They
/// are shared among the addresses at the building. Garages, sheds and the like do not count as
/// buildings; an address without a building has one dwelling.
struct DwellingEstimate {
  private let buildings: [Building]
  private let index: SpatialIndex

  init(_ buildings: [Building]) {
    self.buildings = buildings.filter { !Self.minor.contains($0.use ?? "") }
    index = SpatialIndex(
      self.buildings.map { Envelope(of: $0.footprint.lazy.flatMap(\.exterior)) })
  }

  /// Fills in the estimates.
  func apply(to addresses: inout [Address]) {
    var buildingOf = [Int](repeating: -1, count: addresses.count)
    var shares = [Int](repeating: 0, count: buildings.count)
    for number in addresses.indices where addresses[number].dwellingsAreEstimated {
      guard let building = building(at: addresses[number].location) else { continue }
      buildingOf[number] = building
      shares[building] += 1
    }
    for number in addresses.indices where addresses[number].dwellingsAreEstimated {
      guard buildingOf[number] >= 0 else {
        addresses[number].dwellings = 1
        continue
      }
      let building = buildings[buildingOf[number]]
      let share = Double(Self.dwellings(in: building)) / Double(shares[buildingOf[number]])
      addresses[number].dwellings = max(1, Int(saturating: share))
      if building.dwellings != nil { addresses[number].dwellingsAreEstimated = false }
    }
  }

  private static let minor: Set<String> = [
    "garage", "garages", "shed", "carport", "hut", "roof", "greenhouse", "service", "bunker",
    "transformer_tower", "barn", "stable", "cabin", "kiosk", "ruins", "construction",
  ]

  private static let singleHomes: Set<String> = [
    "house", "detached", "semidetached_house", "terrace", "bungalow", "farm", "farmhouse", "villa",
  ]

  private static func dwellings(in building: Building) -> Int {
    if let given = building.dwellings { return given }
    if singleHomes.contains(building.use ?? "") && (building.levels ?? 2) <= 3 { return 1 }
    let area = building.footprint.reduce(0) { $0 + $1.area }
    let floor = area * Double(building.levels ?? 2) * 0.8
    return min(max(1, Int(saturating: floor / 90, .down)), NumberField.dwellings.limit)
  }

  private func building(at position: Coordinate) -> Int? {
    var best: (distance: Double, number: Int)?
    index.search(Envelope(position, position).expanded(by: 5)) { number in
      var distance = Double.infinity
      for polygon in buildings[Int(number)].footprint {
        distance = min(distance, polygon.distance(to: position))
      }
      guard distance <= 5 else { return }
      if let best, (best.distance, best.number) <= (distance, Int(number)) { return }
      best = (distance, Int(number))
    }
    return best?.number
  }
}
