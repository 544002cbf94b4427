import NetworkModel

extension TrenchSelection {
  /// For each district, a lower bound on the cost within the district of every network that serves
  /// the same homes.
  ///
  /// With a single district it is the bound on the whole network. The key `nil` stands for
  /// positions outside all districts.
  ///
  /// - Complexity: that of dual ascent; O(1) if there are no districts.
  func districtBounds(_ graph: TrenchGraph, _ inventory: Inventory) throws -> [String?: Int64] {
    let index = AreaIndex(inventory.areas, kind: .district)
    guard !edges.isEmpty, inventory.areas.contains(where: { $0.kind == .district }) else {
      return [nil: lowerBoundInCents]
    }
    var names: [String?: Int32] = [:]
    let classes = graph.edges.indices.map { edge in
      let name = index.name(at: graph.middle(of: edge))
      let number = names[name] ?? Int32(names.count)
      names[name] = number
      return number
    }
    if names.count == 1 { return names.mapValues { _ in lowerBoundInCents } }
    let problem = try ServedHomesProblem(
      graph, entries: servedEntries(graph), edges: edges, roots: roots.map(\.node))
    let bounds = problem.lowerBounds(of: classes, count: names.count)
    return names.mapValues { bounds[Int($0)] }
  }
}
