import AddressSearch
public import Geospatial
public import NetworkModel
public import Rules

/// Possible faults in the input data, each with its position and its possible cost.
public struct DataQuality: Sendable {
  /// One possible fault.
  public struct Finding: Hashable, Sendable {
    /// The fault.
    public let fault: Fault
    /// The id of the row concerned, or the name of the layer.
    public let subject: String
    /// The position in the project's CRS.
    public let place: Coordinate
    /// The possible cost in euro cents; 0 if it is unknown.
    public let costInCents: Int64
    /// The kind of the fault.
    public var kind: Kind { fault.kind }
  }

  /// The kinds of fault; the raw values are the words of the output of `check`.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case conduitCapacity = "conduit_capacity"
    case crossingWithoutJunction = "crossing_without_junction"
    case duplicateAddress = "duplicate_address"
    case dwellingsEstimated = "dwellings_estimated"
    case farAway = "far_away"
    case island
    case looseEnd = "loose_end"
    case noBuilding = "no_building"
    case noNetwork = "no_network"
    case unknownStreet = "unknown_street"
  }

  /// A fault with its facts; lengths in metres.
  public enum Fault: Hashable, Sendable {
    /// Streets that are connected to no other street, and their distance from the largest part.
    case island(street: String?, lengthInMetres: Int, distanceInMetres: Int)
    /// A street crosses another one without a shared vertex.
    case crossingWithoutJunction(with: StreetID)
    /// A street ends near another one without a shared vertex.
    case looseEnd(distanceInMetres: Double, from: StreetID)
    /// An address of the same street, number and town as another one.
    case duplicateAddress(label: String, distanceInMetres: Int, of: AddressID)
    /// The project has no street with the name of the address.
    case unknownStreet(label: String)
    /// An address is far from the others.
    case farAway(label: String, kilometres: Int)
    /// The number of addresses whose dwellings are estimated.
    case dwellingsEstimated(Int)
    /// The number of addresses that are not at a building.
    case noBuilding(Int)
    /// The number of conduits without a capacity.
    case unknownCapacity(Int)
    /// A conduit with more used slots than it has.
    case overfullConduit(used: Int, capacity: Int)
    /// The project has neither a PoP nor a conduit.
    case noNetwork

    /// The kind.
    public var kind: Kind {
      switch self {
      case .island: .island
      case .crossingWithoutJunction: .crossingWithoutJunction
      case .looseEnd: .looseEnd
      case .duplicateAddress: .duplicateAddress
      case .unknownStreet: .unknownStreet
      case .farAway: .farAway
      case .dwellingsEstimated: .dwellingsEstimated
      case .noBuilding: .noBuilding
      case .unknownCapacity, .overfullConduit: .conduitCapacity
      case .noNetwork: .noNetwork
      }
    }
  }

  /// The findings, ordered by kind and subject.
  public let findings: [Finding]

  /// Checks an inventory.
  ///
  /// - Complexity: O(n log n).
  public init(_ inventory: Inventory, rules: PlanningRules) {
    var review = Review(inventory, rules)
    review.streets()
    review.addresses()
    review.plant()
    findings = review.findings.sorted {
      ($0.kind.rawValue, $0.subject) < ($1.kind.rawValue, $1.subject)
    }
  }
}

private struct Review {
  /// A crossing this near to a vertex is at the vertex, in metres.
  private static let vertexMetres = 0.01
  /// A street that ends this near to another one probably joins it, in metres.
  private static let looseEndMetres = 1.0
  /// An address this far from the others is probably misplaced, in metres.
  private static let farAwayMetres = 50_000.0

  private let inventory: Inventory
  private let rules: PlanningRules
  private let pricing: Pricing
  private(set) var findings: [DataQuality.Finding] = []

  init(_ inventory: Inventory, _ rules: PlanningRules) {
    self.inventory = inventory
    self.rules = rules
    pricing = Pricing(rules: rules)
  }

  private mutating func add(
    _ fault: DataQuality.Fault, _ subject: some CustomStringConvertible, _ place: Coordinate,
    _ cents: Int64 = 0
  ) {
    findings.append(
      DataQuality.Finding(
        fault: fault, subject: subject.description, place: place, costInCents: cents))
  }

  // MARK: Streets

  mutating func streets() {
    let usable = inventory.streets.filter {
      rules.streets[$0.streetClass]?.sides != TrenchSides.none
    }
    let network = NodedLines(
      usable.map { NodedLines.Line(points: $0.line.coordinates, level: $0.structureLevel) },
      snapTolerance: rules.network.snapToleranceMetres)
    islands(network, usable)
    crossingsAndLooseEnds(network, usable)
  }

  private mutating func islands(_ network: NodedLines, _ streets: [Street]) {
    let (component, count) = network.components()
    guard count > 1 else { return }
    var length = [Double](repeating: 0, count: count)
    for edge in network.edges {
      var sum = 0.0
      for index in 1..<edge.points.count {
        sum += edge.points[index - 1].distance(to: edge.points[index])
      }
      length[Int(component[Int(edge.from)])] += sum
    }
    let main = length.indices.max { (length[$0], -$0) < (length[$1], -$1) } ?? 0
    let mainPositions = network.junctions.indices.filter { Int(component[$0]) == main }
      .map { network.junctions[$0] }
    let index = SpatialIndex(mainPositions.map { Envelope($0, $0) })
    var first = [Int](repeating: -1, count: count)
    for edge in network.edges.indices {
      let isolated = Int(component[Int(network.edges[edge].from)])
      if first[isolated] < 0 { first[isolated] = edge }
    }
    for isolated in 0..<count where isolated != main && first[isolated] >= 0 {
      let edge = network.edges[first[isolated]]
      let street = streets[Int(edge.line)]
      let position = network.junctions[Int(edge.from)]
      let metres =
        index.distanceToNearest(
          of: mainPositions, from: position, startingWith: 50, below: 100_000) ?? 0
      let situation = Pricing.Situation(
        surface: .asphalt, streetClass: .residential, isCrossing: true, isBuiltUp: true)
      add(
        .island(
          street: street.name, lengthInMetres: Int(length[isolated].rounded()),
          distanceInMetres: Int(metres.rounded())),
        street.id, position, pricing.trench(metres, situation).cents)
    }
  }

  private mutating func crossingsAndLooseEnds(_ network: NodedLines, _ streets: [Street]) {
    var segments: [(segment: Segment, edge: Int32)] = []
    for (number, edge) in network.edges.enumerated() {
      for index in 1..<edge.points.count {
        segments.append((Segment(edge.points[index - 1], edge.points[index]), Int32(number)))
      }
    }
    let index = SpatialIndex(segments.map(\.segment.envelope))
    var known: Set<MillimetreKey> = []
    for (number, piece) in segments.enumerated() {
      let street = streets[Int(network.edges[Int(piece.edge)].line)]
      index.search(piece.segment.envelope) { other in
        guard Int(other) > number else { return }
        let second = segments[Int(other)]
        let crossed = streets[Int(network.edges[Int(second.edge)].line)]
        guard street.structureLevel == crossed.structureLevel,
          let t = piece.segment.crossingParameter(with: second.segment)
        else { return }
        let place = piece.segment.point(at: t)
        let ends = [
          piece.segment.start, piece.segment.end, second.segment.start, second.segment.end,
        ]
        guard !ends.contains(where: { $0.distance(to: place) < Self.vertexMetres }),
          known.insert(MillimetreKey(place)).inserted
        else { return }
        add(
          .crossingWithoutJunction(with: max(street.id, crossed.id)), min(street.id, crossed.id),
          place)
      }
    }
    for junction in network.junctions.indices where network.arms(at: junction).count == 1 {
      let place = network.junctions[junction]
      let own = network.arms(at: junction).first?.edge ?? -1
      var nearest: (distance: Double, edge: Int32)?
      index.search(Envelope(place, place).expanded(by: Self.looseEndMetres)) { number in
        let piece = segments[Int(number)]
        guard piece.edge != own else { return }
        let distance = piece.segment.distance(to: place)
        if distance <= Self.looseEndMetres, distance < nearest?.distance ?? .infinity {
          nearest = (distance, piece.edge)
        }
      }
      guard let nearest else { continue }
      let street = streets[Int(network.edges[Int(own)].line)]
      let other = streets[Int(network.edges[Int(nearest.edge)].line)]
      guard street.structureLevel == other.structureLevel else { continue }
      add(.looseEnd(distanceInMetres: nearest.distance, from: other.id), street.id, place)
    }
  }

  // MARK: Addresses

  mutating func addresses() {
    duplicates()
    let names = StreetNames(inventory)
    let known = Set(names.ofStreet)
    let buildings = BuildingIndex(inventory.buildings, tolerance: 0)
    let centre =
      Coordinate.median(of: inventory.addresses.map(\.location)) ?? Coordinate(x: 0, y: 0)
    var estimated = 0
    var withoutBuilding = 0
    for (number, address) in inventory.addresses.enumerated() {
      if !known.contains(names.ofAddress[number]) {
        add(.unknownStreet(label: Self.label(address)), address.id, address.location)
      }
      let distance = address.location.distance(to: centre)
      if distance > Self.farAwayMetres {
        add(
          .farAway(label: Self.label(address), kilometres: Int(distance / 1000)), address.id,
          address.location)
      }
      if address.dwellingsAreEstimated { estimated += 1 }
      if buildings.own(at: address.location).isEmpty { withoutBuilding += 1 }
    }
    if estimated > 0 { add(.dwellingsEstimated(estimated), "address", centre) }
    if withoutBuilding > 0 && !inventory.buildings.isEmpty {
      add(.noBuilding(withoutBuilding), "address", centre)
    }
  }

  private static func label(_ address: Address) -> String { "\(address.street) \(address.number)" }

  private mutating func duplicates() {
    struct Key: Hashable {
      let street: String
      let number: HouseNumber
      let place: String
    }
    var groups: [Key: [Address]] = [:]
    for address in inventory.addresses {
      let key = Key(
        street: StreetName.normalised(address.street), number: address.number,
        place: "\(address.postcode ?? "") \(address.city ?? "")")
      groups[key, default: []].append(address)
    }
    for group in groups.values where group.count > 1 {
      let first = group[0]
      for other in group.dropFirst() {
        let metres = Int(first.location.distance(to: other.location).rounded())
        add(
          .duplicateAddress(
            label: Self.label(other), distanceInMetres: metres, of: first.id),
          other.id, other.location, rules.catalogue.pieces.houseConnection.cents)
      }
    }
  }

  // MARK: Conduits and sites

  mutating func plant() {
    let unknown = inventory.conduits.filter { $0.capacity == nil }
    if let first = unknown.first {
      add(.unknownCapacity(unknown.count), "conduit", first.line.start)
    }
    for conduit in inventory.conduits {
      if let capacity = conduit.capacity, let used = conduit.used, used > capacity {
        add(
          .overfullConduit(used: used, capacity: capacity), conduit.id, conduit.line.start)
      }
    }
    let hasPoP = inventory.sites.contains { $0.kind == .pop }
    if !hasPoP && inventory.conduits.isEmpty, let address = inventory.addresses.first {
      add(.noNetwork, "site", address.location)
    }
  }
}
