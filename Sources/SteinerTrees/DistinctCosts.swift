extension Problem {
  /// The same problem with costs by which no two trees are equally cheap, but for chance.
  ///
  /// Some tests hold only where one way is strictly cheaper than another. So costs are multiplied and
  /// each edge gets a small number on top; all of these together are less than one unit of the costs
  /// given, so that the best tree by these costs is a best tree by those.
  ///
  /// - Complexity: O(m).
  func withDistinctCosts() -> Problem {
    let most = costs.reduce(into: Int64(1)) { $0 += $1 }
    var factor: Int64 = 1 << 30
    while factor > 1, most > (1 << 60) / factor { factor /= 2 }
    let share = factor / Int64(costs.count + 1)
    guard share > 1 else { return self }
    let numbers = MixedNumbers(seed: 0)
    return Problem(
      graph: graph,
      costs: costs.indices.map { costs[$0] * factor + numbers.number(of: $0, below: share) },
      isTerminal: isTerminal, terminals: terminals, root: root)
  }
}
