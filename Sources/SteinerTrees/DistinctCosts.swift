extension Problem {
  /// The same problem with costs for which different trees almost surely have different total
  /// costs.
  ///
  /// Some reductions are valid only if one path is strictly cheaper than another. Therefore all
  /// costs are multiplied by a factor, and a small pseudo-random number is added to each edge. The
  /// sum of all these numbers is less than the factor, which represents one unit of the original
  /// costs. So a best tree with these costs is also a best tree with the original costs.
  ///
  /// - Complexity: O(m).
  func withDistinctCosts() -> Problem {
    let most = costs.reduce(into: Int64(1)) { $0 += $1 }
    var factor: Int64 = 1 << 30
    while factor > 1, most > (1 << 60) / factor { factor /= 2 }
    let range = factor / Int64(costs.count + 1)
    guard range > 1 else { return self }
    let random = HashedRandom(seed: 0)
    return Problem(
      graph: graph,
      costs: costs.indices.map { costs[$0] * factor + random.value(at: $0, below: range) },
      isTerminal: isTerminal, terminals: terminals, root: root)
  }
}
