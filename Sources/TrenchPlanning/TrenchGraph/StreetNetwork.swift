import Geospatial
import NetworkModel
import Rules

/// The streets as a network, and the possible trench lines (rails) along them.
struct StreetNetwork {
  /// The centre lines, split at their junctions.
  let network: NodedLines
  /// The rails and the corners of junctions.
  let sides: StreetSides
  /// For each line of `network`, the index of its street in the inventory.
  private let streetOfLine: [Int32]

  /// Splits the streets at junctions and places the rails.
  ///
  /// Streets on which the rules or the source allow no trench are left out.
  init(
    _ inventory: Inventory, _ rules: PlanningRules, entries: [BuildingEntry], _ names: StreetNames
  ) {
    streetOfLine = Self.usableStreets(inventory, rules)
    let lines = streetOfLine.map { number in
      let street = inventory.streets[Int(number)]
      return NodedLines.Line(points: street.line.coordinates, level: street.structureLevel)
    }
    network = NodedLines(lines, snapTolerance: rules.network.snapToleranceMetres)
    let builtUp = Self.edgesWithHomes(network, streetOfLine, entries, names, rules.drop)
    var layouts = [StreetSides.Layout](repeating: .centre, count: network.edges.count)
    for edge in builtUp where layouts[Int(edge)].isCentre {
      let line = network.edges[Int(edge)].line
      layouts[Int(edge)] = Self.layout(
        of: inventory.streets[Int(streetOfLine[Int(line)])], rules)
    }
    sides = StreetSides(network, layouts: layouts)
  }

  /// The index in the inventory of the street to which an edge belongs.
  func street(ofEdge edge: Int32) -> Int32 { streetOfLine[Int(network.edges[Int(edge)].line)] }

  /// For each rail, whether it is in the connected component with the most edges.
  func isMainland() -> [Bool] {
    let (component, count) = network.components()
    var size = [Int](repeating: 0, count: count)
    for edge in network.edges { size[Int(component[Int(edge.from)])] += 1 }
    let main = size.indices.max { (size[$0], -$0) < (size[$1], -$1) } ?? 0
    return sides.rails.map { Int(component[Int(network.edges[Int($0.edge)].from)]) == main }
  }

  /// The indices of streets that allow a trench, ordered along a Hilbert curve.
  private static func usableStreets(_ inventory: Inventory, _ rules: PlanningRules) -> [Int32] {
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
    return order.map { numbers[$0] }
  }

  /// The edges along which buildings are: for each entry the nearest edge, and the nearest edge of
  /// the street that the address names.
  ///
  /// An edge may be listed more than once.
  private static func edgesWithHomes(
    _ network: NodedLines, _ streetOfLine: [Int32], _ entries: [BuildingEntry],
    _ names: StreetNames, _ rules: DropRules
  ) -> [Int32] {
    let centreLines = network.edges.indices.map {
      Rail(conduitEdge: Int32($0), course: network.edges[$0].points)
    }
    let index = RailIndex(centreLines)
    var chosen: [Int32] = []
    for entry in entries {
      let name = names.ofAddress[Int(entry.addresses[0])]
      for radius in RailIndex.searchRadii + [rules.maxLengthMetres] {
        let hits = index.rails(around: entry.position, within: radius, of: centreLines)
        guard let nearest = hits.first else { continue }
        chosen.append(nearest.rail)
        let own = hits.first {
          names.ofStreet[Int(streetOfLine[Int(network.edges[Int($0.rail)].line)])] == name
        }
        if let own, own.distance <= rules.ownStreetReachMetres {
          chosen.append(own.rail)
          break
        }
        if radius >= rules.ownStreetReachMetres { break }
      }
    }
    return chosen
  }

  /// The sides that the rules allow for a street with homes.
  private static func layout(of street: Street, _ rules: PlanningRules) -> StreetSides.Layout {
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
}
