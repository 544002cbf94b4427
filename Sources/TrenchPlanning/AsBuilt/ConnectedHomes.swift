import Geospatial
import NetworkModel
import Rules

/// The homes that are connected already.
///
/// A plan leaves their connections unchanged.
///
/// They are not planned, but they are served: each is listed in `drop` at the nearest PoP, without
/// length and cost. They use capacity of that PoP and of conduits (``ConduitUsage``).
struct ConnectedHomes {
  /// The inventory that remains to be planned.
  private(set) var remaining: Inventory
  private let homes: [Address]
  /// For each PoP, the number of connected dwellings nearest to it, by the id of the site.
  private var dwellings: [SiteID: Int] = [:]

  init(_ inventory: Inventory, _ rules: PlanningRules) {
    remaining = inventory
    // Without PoPs and conduits it is unknown to what the homes are connected.
    let isSupplied = inventory.sites.contains { $0.kind == .pop } || !inventory.conduits.isEmpty
    guard isSupplied, !inventory.connected.isEmpty else {
      homes = []
      return
    }
    homes = inventory.addresses.filter { inventory.connected.contains($0.id) }
    remaining.addresses.removeAll { inventory.connected.contains($0.id) }
    for (number, slots) in ConduitUsage.slots(of: homes, in: inventory, rules: rules) {
      // The used slots in the data may include those of the homes.
      remaining.conduits[number].used = max(remaining.conduits[number].used ?? 0, slots)
    }
    let pops = inventory.sites.filter { $0.kind == .pop && $0.isExisting && $0.capacity != nil }
    for home in homes {
      guard let pop = Self.nearest(to: home.location, pops, \.location) else { continue }
      dwellings[pop.id, default: 0] += home.dwellings
    }
    for index in remaining.sites.indices {
      let used = dwellings[remaining.sites[index].id] ?? 0
      remaining.sites[index].capacity = remaining.sites[index].capacity.map { max(0, $0 - used) }
    }
  }

  /// A note for the user; `nil` if no home is connected.
  var note: PlanNote? {
    homes.isEmpty ? nil : .alreadyConnected(addresses: homes.count)
  }

  /// Adds the homes to a plan of the remaining inventory.
  func complete(_ plan: inout Plan) {
    let pops = plan.nodes.filter { $0.kind == .pop }
    for home in homes {
      guard let pop = Self.nearest(to: home.location, pops, \.location) else {
        plan.exceptions.append(
          PlanException(
            addressID: home.id, reason: .island, remedy: .pop, fixCostInCents: 0,
            location: home.location))
        continue
      }
      plan.drops.append(
        Drop(
          addressID: home.id, atNode: pop.id, length: 0, costInCents: 0, isExisting: true,
          line: LineString(unchecked: [home.location, home.location])))
    }
    for index in plan.nodes.indices {
      guard let site = plan.nodes[index].siteID, let own = dwellings[site] else { continue }
      plan.nodes[index].capacity = plan.nodes[index].capacity.map { $0 + own }
      plan.nodes[index].used = (plan.nodes[index].used ?? 0) + own
    }
    plan.drops.sort { $0.addressID < $1.addressID }
    plan.exceptions.sort { $0.addressID < $1.addressID }
  }

  private static func nearest<Place>(
    to home: Coordinate, _ places: [Place], _ location: (Place) -> Coordinate
  ) -> Place? {
    places.min { location($0).distance(to: home) < location($1).distance(to: home) }
  }
}
