import Graphs

/// Enforces that given terminals are leaves of the tree, by adding a surcharge to the cost of their
/// edges.
///
/// The naive approach adds one very large number to each edge of a leaf: a tree that passes through
/// the leaf pays it at least twice, a tree in which the leaf is a leaf pays it exactly once. Such
/// numbers would let sums of costs overflow. Here the surcharge of a leaf is the length of the
/// longest shortest path from the root to one of its neighbours, past all leaves, plus one. That
/// suffices: if a tree passes through the leaf, replacing all but one of the edges at the leaf by
/// such paths makes it cheaper. The sum of all surcharges is subtracted again from the cost and
/// from the bound.
package struct LeafSurcharge {
  /// Indexed by edge: the cost including the surcharge.
  package let costs: [Int64]
  /// The sum of all surcharges: the additional cost of each tree in which all leaves are leaves.
  package private(set) var total: Int64 = 0

  private let instance: SteinerInstance
  private let isLeaf: [Bool]
  /// The cost given to edges that no best tree contains.
  private var ceiling: Int64 = 1

  /// - Throws: ``SteinerError/tooGreat`` if sums of costs do not fit in 64 bits.
  /// - Complexity: O(m log n).
  package init(_ instance: SteinerInstance) throws(SteinerError) {
    self.instance = instance
    isLeaf = instance.graph.marked(instance.leaves)
    // Two terminals are always the ends of a path.
    guard !instance.leaves.isEmpty, instance.terminals.count > 2 else {
      costs = instance.costs
      return
    }
    // The length of a path is the sum of some of the costs, so path lengths do not overflow either.
    var sum: Int64 = 0
    for cost in instance.costs { sum = try Self.sum(sum, cost) }
    let paths = LeafAvoidingPaths(instance, isLeaf)

    // The union of shortest paths from the root is a tree; no best tree costs more than that.
    for terminal in instance.terminals where !isLeaf[Int(terminal.rawValue)] {
      ceiling = try Self.sum(ceiling, paths.distance(to: Int32(terminal.rawValue)) ?? 0)
    }
    let isRootTerminal = instance.terminals.contains(NodeID(UInt32(paths.root)))
    var surcharge = [Int64](repeating: 0, count: instance.leaves.count)
    for (number, leaf) in instance.leaves.enumerated() {
      var least = Int64.max
      for slot in instance.graph.slots(of: leaf) {
        guard let length = paths.distance(to: slot.neighbour) else { continue }
        least = min(least, try Self.sum(length, instance.costs[Int(slot.edge)]))
        // If the root is not a terminal, each subtree at the leaf needs its own path to the root.
        surcharge[number] = max(
          surcharge[number], try Self.sum(length, isRootTerminal ? 1 : length + 1))
      }
      ceiling = try Self.sum(ceiling, least)
      total = try Self.sum(total, surcharge[number])
    }
    ceiling = try Self.sum(ceiling, total)

    var costs = instance.costs
    for (number, leaf) in instance.leaves.enumerated() {
      for slot in instance.graph.slots(of: leaf) {
        let edge = Int(slot.edge)
        // The component behind this edge cannot be connected to the root.
        costs[edge] =
          paths.distance(to: slot.neighbour) == nil
          ? ceiling : try Self.sum(instance.costs[edge], surcharge[number])
      }
    }
    sum = 0
    for cost in costs { sum = try Self.sum(sum, cost) }
    self.costs = costs
  }

  /// Replaces each path through a leaf by paths past the leaf.
  ///
  /// The result costs no more than the given tree, which is returned unchanged if all leaves are
  /// leaves.
  ///
  /// - Complexity: O(n + m log n).
  package func restoringLeaves(_ tree: [Int32]) -> [Int32] {
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
    let paths = LeafAvoidingPaths(instance, isLeaf)
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
      for edge in edges + [best] {
        union.formUnion(paths.path(to: problem.other(leaf, over: edge)))
      }
    }
    var sets = UnionFind(count: graph.nodeCount)
    let between = union.sorted { (costs[Int($0)], $0) < (costs[Int($1)], $1) }
    let joined = (between + kept).filter { sets.join(graph.tails[Int($0)], graph.heads[Int($0)]) }
    return pruned(problem, joined)
  }

  private static func sum(_ a: Int64, _ b: Int64) throws(SteinerError) -> Int64 {
    let (sum, isBeyond) = a.addingReportingOverflow(b)
    // The sum of two such sums must also fit in 64 bits.
    guard !isBeyond, sum < 1 << 62 else { throw .tooGreat }
    return sum
  }
}

/// The shortest paths from the root that do not pass through a leaf.
private struct LeafAvoidingPaths: ~Copyable {
  let root: Int32
  private let search: ShortestPathSearch
  /// Indexed by edge of the search: the edge of the instance.
  private let edges: [Int32]

  /// - Complexity: O(m log n).
  init(_ instance: SteinerInstance, _ isLeaf: [Bool]) {
    let graph = instance.graph
    root = instance.nonLeafRoot()
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

  /// The distance from the root to a node; `nil` for a leaf and for an unreachable node.
  func distance(to node: Int32) -> Int64? { search.distance(to: NodeID(UInt32(node))) }

  /// The edges of the path from the root to a node; empty for an unreachable node.
  func path(to node: Int32) -> [Int32] {
    search.path(to: NodeID(UInt32(node))).map { edges[Int($0.rawValue)] }
  }
}
