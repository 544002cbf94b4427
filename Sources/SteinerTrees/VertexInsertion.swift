import Graphs

/// Improves a tree by inserting nodes outside the tree whose edges replace more expensive ones.
///
/// When a node is connected to the tree by several edges, each edge after the first closes a cycle,
/// and the most expensive edge of the cycle can be removed. The naive version computes a minimum
/// spanning tree for each candidate node. Here Kruskal's algorithm over the edges of the tree
/// leaves a hierarchy of merged sets, in which the most expensive edge between two nodes is found
/// in logarithmic time. The gain of a node is then computed from its own edges and the most
/// expensive edges between its neighbours. All gains that remove different edges are applied
/// together.
///
/// Source: the Steiner vertex insertion of Uchoa and Werneck 2012.
struct VertexInsertion {
  /// The maximum number of edges considered at a node; more expensive ones are ignored.
  private static let edgeLimit = 12

  private let problem: Problem
  private let tree: [Int32]
  private var isMember: [Bool]
  // The hierarchy of merged sets. Indexed by node of the tree: the representative into whose set
  // the node's set was merged, and the rank of the edge that merged them.
  private var above: [Int32]
  private var rank: [Int32]
  /// The edges of the tree, in order of increasing cost.
  private let ranked: [Int32]

  /// - Complexity: O(n + t log t) for t edges.
  init(_ problem: Problem, _ tree: [Int32]) {
    self.problem = problem
    self.tree = tree
    let graph = problem.graph
    isMember = [Bool](repeating: false, count: graph.nodeCount)
    above = [Int32](repeating: -1, count: graph.nodeCount)
    rank = [Int32](repeating: .max, count: graph.nodeCount)
    ranked = tree.sorted { (problem.costs[Int($0)], $0) < (problem.costs[Int($1)], $1) }
    var size = [Int32](repeating: 1, count: graph.nodeCount)
    for (index, edge) in ranked.enumerated() {
      isMember[Int(graph.tails[Int(edge)])] = true
      isMember[Int(graph.heads[Int(edge)])] = true
      var a = representative(of: graph.tails[Int(edge)])
      var b = representative(of: graph.heads[Int(edge)])
      if size[Int(a)] > size[Int(b)] { swap(&a, &b) }
      above[Int(a)] = b
      rank[Int(a)] = Int32(index)
      size[Int(b)] += size[Int(a)]
    }
  }

  /// The tree with the edges of all inserted nodes added.
  ///
  /// The edges that they replace are still included. `nil` if no insertion reduces the cost.
  ///
  /// - Complexity: O(m log n), plus the square of at most twelve edges for each node.
  func run() -> [Int32]? {
    var gains: [Gain] = []
    for node in 0..<Int32(problem.graph.nodeCount) where !isMember[Int(node)] {
      if let gain = gain(of: node) { gains.append(gain) }
    }
    if gains.isEmpty { return nil }
    gains.sort { ($1.amount, $0.node) < ($0.amount, $1.node) }
    var isReplaced = [Bool](repeating: false, count: ranked.count)
    var edges = tree
    for gain in gains where !gain.replaced.contains(where: { isReplaced[Int($0)] }) {
      for rank in gain.replaced { isReplaced[Int(rank)] = true }
      edges += gain.added
    }
    return edges
  }

  private struct Gain {
    let node: Int32
    let amount: Int64
    let added: [Int32]
    /// The ranks of the edges to remove.
    let replaced: [Int32]
  }

  private func gain(of node: Int32) -> Gain? {
    let star = star(of: node)
    guard star.count > 1 else { return nil }
    // A spanning tree of the most expensive edges between the neighbours, by Prim's algorithm.
    var hops: [(rank: Int32, from: Int)] = star.indices.map { (.max, $0) }
    var links: [(cost: Int64, rank: Int32, a: Int, b: Int)] = []
    var open = Array(star.indices.dropFirst())
    var last = 0
    while !open.isEmpty {
      var best = 0
      for (position, index) in open.enumerated() {
        let rank = mostExpensive(star[last].neighbour, star[index].neighbour)
        if rank < hops[index].rank { hops[index] = (rank, last) }
        if hops[index].rank < hops[open[best]].rank { best = position }
      }
      last = open.remove(at: best)
      let hop = hops[last]
      links.append((problem.costs[Int(ranked[Int(hop.rank)])], hop.rank, hop.from, last))
    }
    var total: Int64 = 0
    var added: [Int32] = []
    var replaced: [Int32] = []
    // Kruskal's algorithm over these edges and the edges of the node, which have rank −1.
    for (index, slot) in star.enumerated() {
      links.append((problem.costs[Int(slot.edge)], -1, star.count, index))
    }
    links.sort { ($0.cost, $0.rank, $0.b) < ($1.cost, $1.rank, $1.b) }
    var set = Array(0...star.count)
    for link in links {
      let (a, b) = (set[link.a], set[link.b])
      if a == b {
        guard link.rank >= 0 else { continue }
        total += link.cost
        replaced.append(link.rank)
        continue
      }
      for index in set.indices where set[index] == a { set[index] = b }
      if link.rank < 0 {
        total -= link.cost
        added.append(star[link.b].edge)
      }
    }
    guard total > 0 else { return nil }
    return Gain(node: node, amount: total, added: added, replaced: replaced)
  }

  /// The edges from a node to the tree, at most one for each neighbour, in order of increasing
  /// cost.
  private func star(of node: Int32) -> [Graph.Slot] {
    var star: [Graph.Slot] = []
    for index in problem.graph.slotRange(node) {
      let slot = problem.graph.slots[index]
      if isMember[Int(slot.neighbour)] { star.append(slot) }
    }
    if star.count < 2 { return star }
    let costs = problem.costs
    star.sort { (costs[Int($0.edge)], $0.edge) < (costs[Int($1.edge)], $1.edge) }
    var distinct: [Graph.Slot] = []
    for slot in star where distinct.count < Self.edgeLimit {
      if !distinct.contains(where: { $0.neighbour == slot.neighbour }) { distinct.append(slot) }
    }
    return distinct
  }

  private func representative(of node: Int32) -> Int32 {
    var node = node
    while above[Int(node)] >= 0 { node = above[Int(node)] }
    return node
  }

  /// The rank of the most expensive edge on the path between two nodes of the tree.
  private func mostExpensive(_ a: Int32, _ b: Int32) -> Int32 {
    var (a, b) = (a, b)
    var highest: Int32 = -1
    // Ranks increase towards the top of the hierarchy, so the node of lower rank moves up.
    while a != b {
      if rank[Int(a)] > rank[Int(b)] { swap(&a, &b) }
      highest = rank[Int(a)]
      a = above[Int(a)]
    }
    return highest
  }
}
