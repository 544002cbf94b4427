import Geospatial
import NetworkModel
import Rules

/// Builds the priced graph of a town: node, two sides, connect, existing conduits, price.
///
/// The five steps of the method, each in its own function, on one inventory under one set of rules.
struct TrenchGraphBuilder {
  private let inventory: Inventory
  private let rules: PlanningRules
  private let pricing: Pricing
  private let obstacles: ObstacleIndex
  private let buildings: BuildingIndex
  private var graph = TrenchGraph()

  init(_ inventory: Inventory, rules: PlanningRules) {
    self.inventory = inventory
    self.rules = rules
    pricing = Pricing(rules: rules)
    obstacles = ObstacleIndex(inventory.obstacles, rules: rules.obstacles)
    buildings = BuildingIndex(
      inventory.buildings, tolerance: rules.drop.buildingToleranceMetres)
  }

  /// The graph of everything that can be dug or used; the network may also start from further places
  /// (`--pop x,y`).
  ///
  /// - Throws: ``PlanningError`` where a PoP lies in water or out of reach of every street.
  static func build(
    _ inventory: Inventory, rules: PlanningRules, additionalRoots places: [Coordinate] = []
  ) throws(PlanningError) -> TrenchGraph {
    var builder = TrenchGraphBuilder(inventory, rules: rules)
    try builder.run(additionalRoots: places)
    return builder.graph
  }

  private mutating func run(additionalRoots places: [Coordinate]) throws(PlanningError) {
    let names = StreetNames(inventory)
    let (network, streetOfLine) = nodedStreets()
    let entries = entries()
    var layouts = centreLayouts(network)
    chooseSides(&layouts, network, streetOfLine, entries, names)
    let sides = StreetSides(network, layouts: layouts)
    var rails = sides.rails
    let streetOfRail = rails.map { streetOfLine[Int(network.edges[Int($0.edge)].line)] }
    let connections = Connections(
      rails: rails, railIndex: RailIndex(rails), buildings: buildings, obstacles: obstacles,
      rules: rules.drop, railName: streetOfRail.map { names.ofStreet[Int($0)] },
      isMainland: mainland(network, rails))

    let builtUp = connect(entries, names, connections, sides, &rails, streetOfRail)
    try attachRoots(places, connections, &rails, streetOfRail)
    attachConduits(connections, &rails, streetOfRail)
    addStretches(of: rails, network, streetOfRail, builtUp)
    addMouths(sides, network, streetOfLine)
    graph.seal()
  }

  // MARK: 1. Node

  private func nodedStreets() -> (network: NodedLines, streetOfLine: [Int32]) {
    var numbers: [Int32] = []
    for (number, street) in inventory.streets.enumerated()
    where rules.streets[street.streetClass]?.sides != TrenchSides.none
      && street.trenchSides != TrenchSides.none
    {
      numbers.append(Int32(number))
    }
    let extent = Envelope(of: inventory.streets.lazy.map(\.line.start))
    let keys = numbers.map { number in
      HilbertCurve.key(of: inventory.streets[Int(number)].line.start, in: extent)
    }
    let order = numbers.indices.sorted { (keys[$0], numbers[$0]) < (keys[$1], numbers[$1]) }
    let sorted = order.map { numbers[$0] }
    let lines = sorted.map { number in
      let street = inventory.streets[Int(number)]
      return NodedLines.Line(points: street.line.coordinates, level: street.structureLevel)
    }
    return (NodedLines(lines, snapTolerance: rules.network.snapToleranceMetres), sorted)
  }

  // MARK: 2. Two sides

  private func centreLayouts(_ network: NodedLines) -> [StreetSides.Layout] {
    [StreetSides.Layout](repeating: .centre, count: network.edges.count)
  }

  /// Gives two sides to the streets with homes where the rules of their class say so.
  private func chooseSides(
    _ layouts: inout [StreetSides.Layout], _ network: NodedLines, _ streetOfLine: [Int32],
    _ entries: [(position: Coordinate, addresses: [Int32])], _ names: StreetNames
  ) {
    let centreLines = network.edges.indices.map {
      Rail(conduitEdge: Int32($0), course: network.edges[$0].points)
    }
    let index = RailIndex(centreLines)
    for entry in entries {
      let name = names.ofAddress[Int(entry.addresses[0])]
      var chosen: [Int32] = []
      for reach in [40.0, 100, rules.drop.maxLengthMetres] {
        let hits = index.rails(around: entry.position, within: reach, of: centreLines)
        guard let nearest = hits.first else { continue }
        chosen.append(nearest.rail)
        let own = hits.first {
          names.ofStreet[Int(streetOfLine[Int(network.edges[Int($0.rail)].line)])] == name
        }
        if let own, own.distance <= rules.drop.ownStreetReachMetres {
          chosen.append(own.rail)
          break
        }
        if reach >= rules.drop.ownStreetReachMetres { break }
      }
      for edge in chosen where layouts[Int(edge)].isCentre {
        let street = inventory.streets[Int(streetOfLine[Int(network.edges[Int(edge)].line)])]
        layouts[Int(edge)] = layout(of: street)
      }
    }
  }

  private func layout(of street: Street) -> StreetSides.Layout {
    guard let rule = rules.streets[street.streetClass] else { return .centre }
    let sides = street.trenchSides ?? rule.sides
    let width = (street.carriagewayWidth ?? rule.carriagewayMetres) / 2 + rule.vergeMetres
    return switch sides {
    case .both: StreetSides.Layout(hasLeft: true, hasRight: true, halfWidth: width)
    case .left: StreetSides.Layout(hasLeft: true, hasRight: false, halfWidth: width)
    case .right: StreetSides.Layout(hasLeft: false, hasRight: true, halfWidth: width)
    case .centre, .none: .centre
    }
  }

  // MARK: 3. Connect

  /// The buildings' entries: addresses at one spot share one.
  private func entries() -> [(position: Coordinate, addresses: [Int32])] {
    var known: [MillimetreKey: Int] = [:]
    var entries: [(position: Coordinate, addresses: [Int32])] = []
    for (number, address) in inventory.addresses.enumerated() {
      let key = MillimetreKey(address.location)
      if let entry = known[key] {
        entries[entry].addresses.append(Int32(number))
      } else {
        known[key] = entries.count
        entries.append((key.coordinate, [Int32(number)]))
      }
    }
    let envelope = Envelope(of: entries.lazy.map(\.position))
    let keys = entries.map { HilbertCurve.key(of: $0.position, in: envelope) }
    let order = entries.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    return order.map { entries[$0] }
  }

  /// Joins each entry to the rails around it and returns which rails carry homes.
  private mutating func connect(
    _ entries: [(position: Coordinate, addresses: [Int32])], _ names: StreetNames,
    _ connections: Connections, _ sides: StreetSides, _ rails: inout [Rail],
    _ streetOfRail: [Int32]
  ) -> Set<Int32> {
    var builtUpEdges: Set<Int32> = []
    var crossings: [(rail: Int32, at: Double, node: Int32)] = []
    for entry in entries {
      let name = names.ofAddress[Int(entry.addresses[0])]
      let ways: [Connections.Way]
      do {
        ways = try connections.ways(from: entry.position, streetName: name)
      } catch {
        reportUnconnected(entry, error, connections)
        continue
      }
      let node = graph.node(at: entry.position, level: TrenchGraph.entryLevel)
      graph.entries.append(TrenchGraph.Entry(node: node, addresses: entry.addresses))
      let isLaid = isLaid(entry.addresses)
      for (rank, way) in ways.enumerated() {
        let attachment = cut(&rails, way.rail, at: way.at, streetOfRail)
        graph.addEdge(
          from: attachment, to: node, via: way.points.reversed().dropFirst().dropLast(),
          kind: .drop, surface: rules.drop.surface, subject: streetOfRail[Int(way.rail)],
          price: { isLaid ? pricing.laidDrop : pricing.drop($0, crossings: way.crossings) })
        builtUpEdges.insert(rails[Int(way.rail)].edge)
        if rank == 0 { crossings.append((way.rail, way.at, attachment)) }
      }
    }
    for crossing in crossings {
      addCrossing(crossing, sides, &rails, streetOfRail)
    }
    return builtUpEdges
  }

  private func isLaid(_ addresses: [Int32]) -> Bool {
    !inventory.laidDrops.isEmpty
      && addresses.contains { inventory.laidDrops.contains(inventory.addresses[Int($0)].id) }
  }

  /// A crossing of the carriageway where an address could use one.
  private mutating func addCrossing(
    _ crossing: (rail: Int32, at: Double, node: Int32), _ sides: StreetSides, _ rails: inout [Rail],
    _ streetOfRail: [Int32]
  ) {
    let pair = sides.railsOfEdge[Int(rails[Int(crossing.rail)].edge)]
    guard pair.second >= 0 else { return }
    let opposite = pair.first == crossing.rail ? pair.second : pair.first
    let chainage = rails[Int(crossing.rail)].chainage(at: crossing.at)
    let place = rails[Int(opposite)].at(chainage: chainage)
    // A cut that lies opposite already serves: two homes that face each other share a crossing.
    let near = rails[Int(opposite)].cuts
      .filter { abs($0.at - place.at) <= 3 }
      .min { (abs($0.at - place.at), $0.node) < (abs($1.at - place.at), $1.node) }
    let node = near?.node ?? cut(&rails, opposite, at: place.at, streetOfRail)
    let street = inventory.streets[Int(streetOfRail[Int(opposite)])]
    addCrossingEdge(
      from: crossing.node, to: node, street: street, subject: streetOfRail[Int(opposite)],
      kind: .crossing)
  }

  private mutating func addCrossingEdge(
    from: Int32, to: Int32, street: Street, subject: Int32, kind: TrenchSegment.Kind
  ) {
    let surface = carriagewaySurface(street)
    let situation = Pricing.Situation(
      surface: surface, streetClass: street.streetClass, onStructure: street.isOnStructure,
      isCrossing: true, isBuiltUp: true, isPrivate: street.isPrivate)
    let points = [graph.nodes[Int(from)], graph.nodes[Int(to)]]
    let passages = obstacles.passages(along: points, level: street.structureLevel)
    guard passages.allSatisfy(\.isPossible) else { return }
    let bored = passages.reduce(0) { $0 + $1.to - $1.from }
    graph.addEdge(
      from: from, to: to, kind: kind, surface: surface, subject: subject,
      price: {
        pricing.trench(
          $0, situation, bored: (bored, passages.count),
          pieces: rules.catalogue.pieces.crossing.cents)
      })
  }

  /// For each rail whether it lies in the connected part with the most edges.
  private func mainland(_ network: NodedLines, _ rails: [Rail]) -> [Bool] {
    let (part, count) = network.components()
    var size = [Int](repeating: 0, count: count)
    for edge in network.edges { size[Int(part[Int(edge.from)])] += 1 }
    let main = size.indices.max { (size[$0], -$0) < (size[$1], -$1) } ?? 0
    return rails.map { Int(part[Int(network.edges[Int($0.edge)].from)]) == main }
  }

  private mutating func reportUnconnected(
    _ entry: (position: Coordinate, addresses: [Int32]), _ failure: Connections.Failure,
    _ connections: Connections
  ) {
    let hit = connections.nearestRail(to: entry.position)
    let distance = hit?.distance ?? 0
    let catalogue = rules.catalogue
    let straight = pricing.drop(distance).cents
    let reason: PlanException.Reason
    let fix: String
    var cost = straight
    let metres = Int(distance.rounded(.up))
    switch failure {
    case .nothingInReach:
      reason = .noStreetInReach
      fix =
        hit == nil
        ? "survey a street: there is none in the project"
        : "a private trench of \(metres) m to the nearest street"
      if hit == nil { cost = 0 }
    case .blockedByBuilding:
      reason = .enclosedByBuildings
      fix = "a way of \(metres) m to the street through the building in between"
      cost += catalogue.pieces.buildingPassage.cents
    case .blockedByObstacle:
      reason = .behindObstacle
      fix = "a bore of \(metres) m to the street"
      let rate = catalogue.trench.bore.values.map(\.euroPerMetre).max() ?? 0
      cost = straight + Pricing.cents(distance * rate) + catalogue.pieces.borePits.cents
    }
    for address in entry.addresses {
      graph.unconnected.append(
        TrenchGraph.Unconnected(
          address: address, reason: reason, fix: fix, fixCostInCents: cost))
    }
  }

  // MARK: 4. Roots and conduits

  private mutating func attachRoots(
    _ places: [Coordinate], _ connections: Connections, _ rails: inout [Rail],
    _ streetOfRail: [Int32]
  ) throws(PlanningError) {
    var roots: [(position: Coordinate, site: Int32, name: String)] = []
    for (number, site) in inventory.sites.enumerated() where site.kind == .pop && site.isExisting {
      roots.append((site.location, Int32(number), "site \(site.id)"))
    }
    if roots.isEmpty {
      for (number, site) in inventory.sites.enumerated() where site.kind == .pop {
        roots.append((site.location, Int32(number), "site \(site.id)"))
      }
    }
    for place in places { roots.append((place, -1, "--pop \(place.x),\(place.y)")) }
    for root in roots {
      if let obstacle = obstacles.obstacle(at: root.position) {
        throw .rootInObstacle(root: root.name, obstacle: obstacle.name ?? obstacle.id)
      }
      guard let way = connections.way(from: root.position, within: rules.drop.maxLengthMetres)
      else { throw .rootOutOfReach(root: root.name, metres: rules.drop.maxLengthMetres) }
      let node = graph.node(at: root.position)
      addLink(from: node, way, &rails, streetOfRail, pieces: 0)
      graph.roots.append(TrenchGraph.Root(node: node, site: root.site))
    }
  }

  /// Joins a place beside a street to the rail that a way leads to.
  private mutating func addLink(
    from node: Int32, _ way: Connections.Way, _ rails: inout [Rail], _ streetOfRail: [Int32],
    pieces: Int64
  ) {
    let attachment = cut(&rails, way.rail, at: way.at, streetOfRail)
    let subject = streetOfRail[Int(way.rail)]
    let street = inventory.streets[Int(subject)]
    let surface = railSurface(street, side: rails[Int(way.rail)].side)
    let situation = Pricing.Situation(
      surface: surface, streetClass: street.streetClass, isBuiltUp: true,
      isPrivate: street.isPrivate)
    graph.addEdge(
      from: node, to: attachment, kind: street.isPrivate ? .private : .streetSide,
      surface: surface, subject: subject,
      price: { pricing.trench($0, situation, pieces: pieces) })
  }

  /// Makes the conduits with room edges, and joins them to the trenches at their ends, at shafts and
  /// at openings.
  private mutating func attachConduits(
    _ connections: Connections, _ rails: inout [Rail], _ streetOfRail: [Int32]
  ) {
    let usable = inventory.conduits.indices.filter {
      inventory.conduits[$0].room(under: rules.conduits) > 0
    }
    guard !usable.isEmpty else { return }
    let lines = usable.map {
      NodedLines.Line(points: inventory.conduits[$0].line.coordinates, level: 0)
    }
    let network = NodedLines(lines, snapTolerance: rules.network.snapToleranceMetres)
    var courses = network.edges.enumerated().map { number, edge in
      Rail(conduitEdge: Int32(number), course: edge.points)
    }
    let index = RailIndex(courses)
    let pieces = rules.catalogue.pieces
    var entered: Set<Int32> = []
    func enter(_ node: Int32, _ position: Coordinate, _ cents: Int64) {
      guard entered.insert(node).inserted,
        let way = connections.way(from: position, within: rules.conduits.reachMetres)
      else { return }
      addLink(from: node, way, &rails, streetOfRail, pieces: cents)
    }
    for (number, site) in inventory.sites.enumerated() where site.isExisting {
      guard let hit = index.rails(around: site.location, within: 2, of: courses).first else {
        continue
      }
      let node = conduitNode(at: hit.point)
      courses[Int(hit.rail)].cuts.append((hit.at, node))
      if let root = graph.roots.first(where: { $0.site == Int32(number) }) {
        joinRoot(root.node, to: node)
      } else {
        enter(node, hit.point, pieces.shaftEntry.cents)
      }
    }
    for junction in network.junctions.indices where network.arms(at: junction).count == 1 {
      let position = network.junctions[junction]
      enter(conduitNode(at: position), position, pieces.shaftEntry.cents)
    }
    for number in courses.indices {
      let spacing = rules.conduits.openingSpacingMetres
      let count = spacing > 0 ? Int(courses[number].length / spacing) : 0
      for step in 0..<count {
        let at = (Double(step) + 0.5) * spacing
        let position = courses[number].at(distance: at)
        let node = conduitNode(at: position)
        courses[number].cuts.append((at, node))
        enter(node, position, pieces.conduitOpening.cents)
      }
    }
    let isSurveyed = network.edges.map { inventory.conduits[usable[Int($0.line)]].isSurveyed }
    for opening in openings(along: courses, index, isSurveyed) {
      let node = conduitNode(at: opening.point)
      courses[Int(opening.rail)].cuts.append((opening.at, node))
      if opening.isLaid {
        graph.addEdge(
          from: node, to: opening.entry, kind: .drop, surface: rules.drop.surface, subject: -1,
          price: { _ in pricing.laidDrop })
      } else {
        enter(node, opening.point, pieces.conduitOpening.cents)
      }
    }
    for (number, course) in courses.enumerated() {
      let edge = network.edges[number]
      let conduit = Int32(usable[Int(edge.line)])
      let from = conduitNode(at: network.junctions[Int(edge.from)])
      let to = conduitNode(at: network.junctions[Int(edge.to)])
      for stretch in course.stretches(from: from, to: to) {
        graph.addEdge(
          from: stretch.from, to: stretch.to,
          via: Array(course.vertices(between: stretch.start, and: stretch.end)), kind: .conduit,
          surface: nil, subject: conduit,
          price: { isSurveyed[number] ? pricing.reuse($0) : pricing.pullIn($0) })
      }
    }
  }

  /// Where surveyed works can be opened for a home: at the place nearest to it.
  ///
  /// A home whose drop is laid hangs on them there already.
  private func openings(
    along courses: [Rail], _ index: RailIndex, _ isSurveyed: [Bool]
  ) -> [(rail: Int32, at: Double, point: Coordinate, entry: Int32, isLaid: Bool)] {
    guard isSurveyed.contains(true) else { return [] }
    return graph.entries.compactMap { entry in
      let position = graph.nodes[Int(entry.node)]
      let hit = index.rails(around: position, within: rules.conduits.reachMetres, of: courses)
        .first { isSurveyed[Int($0.rail)] }
      guard let hit else { return nil }
      let way = Segment(MillimetreKey(hit.point).coordinate, position)
      let isFree =
        buildings.obstruction(of: way, own: buildings.own(at: position)) == nil
        && way.length <= rules.drop.maxLengthMetres
      return (hit.rail, hit.at, hit.point, entry.node, isFree && isLaid(entry.addresses))
    }
  }

  /// Conduits lie below: a trench node at the same spot is joined to them only by an entry.
  private mutating func conduitNode(at position: Coordinate) -> Int32 {
    graph.node(at: position, level: TrenchGraph.conduitLevel)
  }

  /// A conduit that ends in a PoP is joined to it by the little that lies between.
  private mutating func joinRoot(_ root: Int32, to node: Int32) {
    graph.addEdge(
      from: root, to: node, kind: .conduit, surface: nil, subject: -1,
      price: { pricing.pullIn($0) })
  }

  // MARK: 5. Price

  private mutating func addStretches(
    of rails: [Rail], _ network: NodedLines, _ streetOfRail: [Int32], _ builtUp: Set<Int32>
  ) {
    for (number, rail) in rails.enumerated() {
      let street = inventory.streets[Int(streetOfRail[number])]
      let surface = railSurface(street, side: rail.side)
      let situation = Pricing.Situation(
        surface: surface, streetClass: street.streetClass, onStructure: street.isOnStructure,
        isBuiltUp: builtUp.contains(rail.edge), isPrivate: street.isPrivate)
      let passages = obstacles.passages(along: rail.points, level: street.structureLevel)
      let start = graph.node(at: rail.points[0])
      let end = graph.node(at: rail.points[rail.points.count - 1])
      for stretch in rail.stretches(from: start, to: end) {
        var bored = (metres: 0.0, count: 0)
        var isPossible = true
        for passage in passages {
          let overlap = min(passage.to, stretch.end) - max(passage.from, stretch.start)
          guard overlap > 0 else { continue }
          bored.metres += overlap
          if passage.from >= stretch.start && passage.from < stretch.end { bored.count += 1 }
          if !passage.isPossible { isPossible = false }
        }
        guard isPossible else { continue }
        graph.addEdge(
          from: stretch.from, to: stretch.to,
          via: Array(rail.vertices(between: stretch.start, and: stretch.end)),
          kind: street.isPrivate ? .private : .streetSide, side: rail.side, surface: surface,
          subject: streetOfRail[number],
          price: { pricing.trench($0, situation, bored: bored) })
      }
    }
  }

  private mutating func addMouths(
    _ sides: StreetSides, _ network: NodedLines, _ streetOfLine: [Int32]
  ) {
    for mouth in sides.mouths {
      let subject = streetOfLine[Int(network.edges[Int(mouth.edge)].line)]
      addCrossingEdge(
        from: graph.node(at: mouth.from), to: graph.node(at: mouth.to),
        street: inventory.streets[Int(subject)], subject: subject, kind: .junction)
    }
  }

  /// Cuts a rail at a distance and returns the node there; its ends are the corners themselves.
  private mutating func cut(
    _ rails: inout [Rail], _ rail: Int32, at distance: Double, _ streetOfRail: [Int32]
  ) -> Int32 {
    let here = rails[Int(rail)]
    if distance <= 0.0005 { return graph.node(at: here.points[0]) }
    if distance >= here.length - 0.0005 {
      return graph.node(at: here.points[here.points.count - 1])
    }
    let street = inventory.streets[Int(streetOfRail[Int(rail)])]
    let node = graph.node(at: here.at(distance: distance), level: street.structureLevel)
    rails[Int(rail)].cuts.append((distance, node))
    return node
  }

  private func railSurface(_ street: Street, side: TrenchSegment.Side) -> Surface {
    guard side != .centre else { return carriagewaySurface(street) }
    switch street.surface {
    case .gravel, .unsealed: return street.surface ?? .unsealed
    default: return rules.streets[street.streetClass]?.vergeSurface ?? .asphalt
    }
  }

  private func carriagewaySurface(_ street: Street) -> Surface {
    street.surface ?? rules.streets[street.streetClass]?.carriagewaySurface ?? .asphalt
  }
}

extension TrenchGraph {
  /// The level that keeps conduit nodes apart from trench nodes at the same spot.
  static let conduitLevel = 100
  /// The level that keeps a building's entry apart from a path that ends at its door.
  static let entryLevel = 200
}

extension Street {
  var isOnStructure: Bool { isBridge || isTunnel }

  /// 0 on the ground; bridges and tunnels by their order.
  var structureLevel: Int {
    if isBridge { return max(1, level) }
    if isTunnel { return min(-1, level) }
    return 0
  }
}

extension Conduit {
  /// How many further cables the conduit takes.
  func room(under rules: ConduitRules) -> Int {
    guard condition != .blocked else { return 0 }
    guard let capacity else {
      if isSurveyed { return max(0, rules.surveyedSlots - (used ?? 0)) }
      return rules.unknownCapacityHasRoom ? Int.max : 0
    }
    return max(0, capacity - (used ?? 0))
  }
}
