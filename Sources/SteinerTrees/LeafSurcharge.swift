import Graphs

/// Makes terminals leaves by price: every edge of a leaf costs so much more that no best tree pays it
/// twice, and each pays it once, so that it can be taken off cost and bound again.
///
/// The surcharge of a leaf is one unit more than the way from the root to the farthest of its
/// neighbours, past all leaves: a tree that leads through the leaf becomes cheaper where all of its
/// edges at the leaf but one give way to such ways. So surcharges are no larger than the graph is wide, and
/// sums stay small.
package struct LeafSurcharge {
  /// By edge its cost with the surcharge.
  package let costs: [Int64]
  /// What every tree in which all leaves are leaves pays on top.
  package private(set) var total: Int64 = 0

  private let instance: SteinerInstance
  private let isLeaf: [Bool]
  /// The cost of edges that no best tree uses.
  private var ceiling: Int64 = 1

  /// - Throws: ``SteinerError/tooGreat`` where sums would not fit in 64 bits.
  /// - Complexity: O(m log n).
  package init(_ instance: SteinerInstance) throws(SteinerError) {
    self.instance = instance
    isLeaf = instance.graph.marked(instance.leaves)
    // Two terminals are the ends of a path whatever it costs.
    guard !instance.leaves.isEmpty, instance.terminals.count > 2 else {
      costs = instance.costs
      return
    }
    // Ways are sums of some of the costs.
    var sum: Int64 = 0
    for cost in instance.costs { sum = try Self.sum(sum, cost) }
    let ways = WaysPastLeaves(instance, isLeaf)

    // A tree of ways from the root: none that costs more can be the best.
    for terminal in instance.terminals where !isLeaf[Int(terminal.rawValue)] {
      ceiling = try Self.sum(ceiling, ways.distance(to: Int32(terminal.rawValue)) ?? 0)
    }
    let isRootTerminal = instance.terminals.contains(NodeID(UInt32(ways.root)))
    var surcharge = [Int64](repeating: 0, count: instance.leaves.count)
    for (number, leaf) in instance.leaves.enumerated() {
      var least = Int64.max
      for slot in instance.graph.slots(of: leaf) {
        guard let way = ways.distance(to: slot.neighbour) else { continue }
        least = min(least, try Self.sum(way, instance.costs[Int(slot.edge)]))
        // Where the root is only a place, each part that hangs at the leaf needs a way to it.
        surcharge[number] = max(surcharge[number], try Self.sum(way, isRootTerminal ? 1 : way + 1))
      }
      ceiling = try Self.sum(ceiling, least)
      total = try Self.sum(total, surcharge[number])
    }
    ceiling = try Self.sum(ceiling, total)

    var costs = instance.costs
    for (number, leaf) in instance.leaves.enumerated() {
      for slot in instance.graph.slots(of: leaf) {
        let edge = Int(slot.edge)
        // Whatever lies beyond has nothing to do with the root.
        costs[edge] =
          ways.distance(to: slot.neighbour) == nil
          ? ceiling : try Self.sum(instance.costs[edge], surcharge[number])
      }
    }
    sum = 0
    for cost in costs { sum = try Self.sum(sum, cost) }
    self.costs = costs
  }

  /// A tree no dearer in which every leaf is one; that given, where it is so already.
  ///
  /// - Complexity: O(n + m log n).
  package func proper(_ tree: [Int32]) -> [Int32] {
    let graph = instance.graph
    let problem = Problem(instance, costs: costs)
    guard total > 0 else { return tree }
    var edgesAt: [Int32: [Int32]] = [:]
    var union = Set<Int32>()
    for edge in tree {
      let ends = [graph.tails[Int(edge)], graph.heads[Int(edge)]]
      let leaves = ends.filter { isLeaf[Int($0)] }
      if leaves.isEmpty { union.insert(edge) }
      for leaf in leaves { edgesAt[leaf, default: []].append(edge) }
    }
    func isProper(_ edges: [Int32]) -> Bool { edges.count == 1 && costs[Int(edges[0])] < ceiling }
    guard !edgesAt.values.allSatisfy(isProper) else { return tree }
    let ways = WaysPastLeaves(instance, isLeaf)
    var kept: [Int32] = []
    for (leaf, edges) in edgesAt.sorted(by: { $0.key < $1.key }) {
      if isProper(edges) {
        kept.append(edges[0])
        continue
      }
      let all = graph.slotRange(leaf).map { graph.slots[$0].edge }
      guard let best = all.min(by: { (costs[Int($0)], $0) < (costs[Int($1)], $1) }) else {
        continue
      }
      kept.append(best)
      for edge in edges + [best] { union.formUnion(ways.way(to: problem.other(leaf, over: edge))) }
    }
    var sets = UnionFind(count: graph.nodeCount)
    let between = union.sorted { (costs[Int($0)], $0) < (costs[Int($1)], $1) }
    let joined = (between + kept).filter { sets.join(graph.tails[Int($0)], graph.heads[Int($0)]) }
    return pruned(problem, joined)
  }

  private static func sum(_ a: Int64, _ b: Int64) throws(SteinerError) -> Int64 {
    let (sum, isBeyond) = a.addingReportingOverflow(b)
    // The sum of two such sums has to fit, too.
    guard !isBeyond, sum < 1 << 62 else { throw .tooGreat }
    return sum
  }
}

/// The shortest ways from the root that lead through no leaf.
private struct WaysPastLeaves: ~Copyable {
  let root: Int32
  private let search: ShortestPathSearch
  /// By edge of the search its number in the instance.
  private let edges: [Int32]

  /// - Complexity: O(m log n).
  init(_ instance: SteinerInstance, _ isLeaf: [Bool]) {
    let graph = instance.graph
    root = instance.rootPastLeaves()
    edges = (0..<Int32(graph.edgeCount)).filter {
      !isLeaf[Int(graph.tails[Int($0)])] && !isLeaf[Int(graph.heads[Int($0)])]
    }
    var search = ShortestPathSearch(
      Graph(
        nodeCount: graph.nodeCount, tails: edges.map { graph.tails[Int($0)] },
        heads: edges.map { graph.heads[Int($0)] }),
      weights: edges.map { instance.costs[Int($0)] })
    search.start(from: [NodeID(UInt32(root))])
    while search.settle() != nil {}
    self.search = search
  }

  /// The distance of a node; `nil` for a leaf and where no way leads.
  func distance(to node: Int32) -> Int64? { search.distance(to: NodeID(UInt32(node))) }

  /// The edges on the way to a node; none where no way leads.
  func way(to node: Int32) -> [Int32] {
    search.path(to: NodeID(UInt32(node))).map { edges[Int($0.rawValue)] }
  }
}
