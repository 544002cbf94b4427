import Geospatial
import NetworkModel
import Rules

/// The number of homes and the revenue of each address under the rules.
struct HomeValues: Sendable {
  /// For each address, 1 or the number of its dwellings.
  let homes: [Int64]
  /// For each address, its revenue in euro cents.
  let revenueInCents: [Int64]

  /// - Complexity: O(a log b) for a addresses and b buildings, and a for each exception.
  /// - Throws: ``PlanningError/unknownArea(_:known:)`` if a rule names an area that does not exist.
  init(_ inventory: Inventory, _ rules: PlanningRules) throws(PlanningError) {
    let revenue = rules.revenue
    var surfaces: [[Polygon]] = []
    for exception in revenue.exceptions {
      guard let name = exception.area else {
        surfaces.append([])
        continue
      }
      let surface = Confinement.area(name).surface(among: inventory.areas)
      if surface.isEmpty {
        throw .unknownArea(name, known: Set(inventory.areas.map(\.name)).sorted())
      }
      surfaces.append(surface)
    }
    let hasUses = revenue.exceptions.contains { $0.buildingUse != nil }
    let buildings = BuildingIndex(
      hasUses ? inventory.buildings : [], tolerance: rules.drop.buildingToleranceMetres)
    homes = inventory.addresses.map {
      rules.objective.homes == .addresses ? 1 : Int64($0.dwellings)
    }
    revenueInCents = inventory.addresses.map { address in
      let uses = hasUses ? buildings.uses(at: address.location) : []
      let held = revenue.exceptions.indices.last { number in
        let exception = revenue.exceptions[number]
        return exception.buildingUse.map { uses.contains($0) } ?? true
          && (exception.area == nil
            || surfaces[number].contains { $0.contains(address.location) })
      }.map { revenue.exceptions[$0] }
      let euro =
        (held?.euroPerAddress ?? revenue.euroPerAddress)
        + (held?.euroPerDwelling ?? revenue.euroPerDwelling) * Double(address.dwellings)
      // An address with this revenue is profitable at any cost.
      return Int64((min(euro, 1e12) * 100).rounded())
    }
  }
}
