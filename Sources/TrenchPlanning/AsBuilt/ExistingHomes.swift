import Geospatial
import NetworkModel
import Rules

/// The homes that a plan leaves as they are, for they are connected already.
///
/// They are no part of what is sought, but of what is served: each is listed in `drop` on the nearest
/// PoP, without length or price, and takes room there and in the ground (``UseByHomes``).
struct ExistingHomes {
  /// The inventory of what remains to be planned.
  private(set) var remaining: Inventory
  private let homes: [Address]
  /// How many dwellings are connected by the PoP nearest to them.
  private var dwellings: [String: Int] = [:]

  init(_ inventory: Inventory, _ rules: PlanningRules) {
    remaining = inventory
    // Without a place to start from nobody could say where they hang.
    let isFed = inventory.sites.contains { $0.kind == .pop } || !inventory.conduits.isEmpty
    guard isFed, !inventory.connected.isEmpty else {
      homes = []
      return
    }
    homes = inventory.addresses.filter { inventory.connected.contains($0.id) }
    remaining.addresses.removeAll { inventory.connected.contains($0.id) }
    for (number, slots) in UseByHomes.slots(of: homes, in: inventory, rules: rules) {
      // What is known to be used may count these homes already.
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

  /// What the user is told; nothing where no home is connected.
  var note: String? {
    homes.isEmpty ? nil : "\(homes.count) addresses are connected already and stay as they are"
  }

  /// Lists the homes in a plan of what remains.
  func complete(_ plan: inout Plan) {
    let pops = plan.nodes.filter { $0.kind == .pop }
    for home in homes {
      guard let pop = Self.nearest(to: home.location, pops, \.location) else {
        plan.exceptions.append(
          PlanException(
            addressID: home.id, reason: .island, cheapestFix: "say where the network begins: a PoP",
            fixCostInCents: 0, location: home.location))
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
