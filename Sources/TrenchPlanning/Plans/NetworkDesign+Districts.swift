import NetworkModel

extension NetworkDesign {
  /// By district what every network that serves the same homes spends at least on what lies there; for
  /// a single one the bound on the whole.
  ///
  /// - Complexity: that of dual ascent; nothing where there are no districts.
  func districtBounds(_ graph: TrenchGraph, _ inventory: Inventory) throws -> [String?: Int64] {
    let index = AreaIndex(inventory.areas, kind: "district")
    guard !edges.isEmpty, inventory.areas.contains(where: { $0.kind == "district" }) else {
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
    let problem = try ServedProblem(
      graph, entries: servedEntries(graph), edges: edges, roots: roots.map(\.node))
    let bounds = problem.lowerBounds(of: classes, count: names.count)
    return names.mapValues { bounds[Int($0)] }
  }
}
