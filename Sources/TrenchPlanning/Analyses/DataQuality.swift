import AddressSearch
public import Geospatial
public import NetworkModel
public import Rules
import TextFormats

/// Possible faults in the input data, each with its position and its possible cost.
public struct DataQuality: Sendable {
  /// One possible fault.
  public struct Finding: Hashable, Sendable {
    /// The kind: `island`, `crossing_without_junction`, `loose_end`, `duplicate_address`,
    /// `unknown_street`, `no_building`, `dwellings_estimated`, `far_away`, `conduit_capacity`,
    /// `no_network`.
    public let kind: String
    /// The id of the row concerned, or the name of the layer.
    public let subject: String
    /// The fault, and how to fix it.
    public let what: String
    /// The position in the project's CRS.
    public let place: Coordinate
    /// The possible cost in euro cents; 0 if it is unknown.
    public let costInCents: Int64
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
    findings = review.findings.sorted { ($0.kind, $0.subject) < ($1.kind, $1.subject) }
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
    _ kind: String, _ subject: String, _ what: String, _ place: Coordinate, _ cents: Int64 = 0
  ) {
    findings.append(
      DataQuality.Finding(
        kind: kind, subject: subject, what: what, place: place, costInCents: cents))
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
        "island", street.id,
        "\(street.name ?? "an unnamed street") and \(Int(length[isolated].rounded())) m of streets "
          + "connected to it are not connected to any other street; draw the connection, "
          + "\(Int(metres.rounded())) m away",
        position, pricing.trench(metres, situation).cents)
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
          "crossing_without_junction", min(street.id, crossed.id),
          "crosses \(max(street.id, crossed.id)) without a shared vertex; draw one, "
            + "or mark the bridge", place)
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
      add(
        "loose_end", street.id,
        "ends \(NumberStyle.plain.text(nearest.distance, places: 3)) m from \(other.id) "
          + "without a shared vertex; draw the connection, or raise "
          + "network.snap_tolerance_metres", place)
    }
  }

  // MARK: Addresses

  mutating func addresses() {
    duplicates()
    let names = StreetNames(inventory)
    let known = Set(names.ofStreet)
    let buildings = BuildingIndex(inventory.buildings, tolerance: 0)
    let centre = Coordinate(
      x: Self.median(inventory.addresses.map(\.location.x)),
      y: Self.median(inventory.addresses.map(\.location.y)))
    var estimated = 0
    var withoutBuilding = 0
    for (number, address) in inventory.addresses.enumerated() {
      if !known.contains(names.ofAddress[number]) {
        add(
          "unknown_street", address.id,
          "\(address.street) \(address.number): no street of the project has this name",
          address.location)
      }
      let distance = address.location.distance(to: centre)
      if distance > Self.farAwayMetres {
        add(
          "far_away", address.id,
          "\(address.street) \(address.number) is \(Int(distance / 1000)) km from the others; "
            + "check its coordinates and their CRS", address.location)
      }
      if address.dwellingsAreEstimated { estimated += 1 }
      if buildings.own(at: address.location).isEmpty { withoutBuilding += 1 }
    }
    if estimated > 0 {
      add(
        "dwellings_estimated", "address",
        "the dwellings of \(estimated) addresses are estimated; import a column with their number",
        centre)
    }
    if withoutBuilding > 0 && !inventory.buildings.isEmpty {
      add(
        "no_building", "address",
        "\(withoutBuilding) addresses are not at a building; check their positions", centre)
    }
  }

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
          "duplicate_address", other.id,
          "\(other.street) \(other.number) occurs twice, \(metres) m apart (also \(first.id)); "
            + "delete one, or distinguish them by town or postcode", other.location,
          rules.catalogue.pieces.houseConnection.cents)
      }
    }
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  // MARK: Conduits and sites

  mutating func plant() {
    let unknown = inventory.conduits.filter { $0.capacity == nil }
    if let first = unknown.first {
      add(
        "conduit_capacity", "conduit",
        "\(unknown.count) conduits have no capacity in the data, so plans do not use them; import "
          + "capacity and used, or set conduits.unknown_capacity_has_room", first.line.start)
    }
    for conduit in inventory.conduits {
      if let capacity = conduit.capacity, let used = conduit.used, used > capacity {
        add(
          "conduit_capacity", conduit.id,
          "has \(used) used slots of \(capacity); correct one of the two numbers",
          conduit.line.start)
      }
    }
    let hasPoP = inventory.sites.contains { $0.kind == .pop }
    if !hasPoP && inventory.conduits.isEmpty, let address = inventory.addresses.first {
      add(
        "no_network", "site",
        "there is no PoP and no conduit; planning will choose the best place for a PoP",
        address.location)
    }
  }
}
