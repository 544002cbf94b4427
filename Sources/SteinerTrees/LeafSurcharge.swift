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
  /// The cost of edges that no best tree uses.
  private var ceiling: Int64 = 1
  private var isLeaf: [Bool]
  /// By node the last edge on the way from the root past all leaves; −1 for none.
  private var towardsRoot: [Int32] = []

  /// - Throws: ``SteinerError/tooGreat`` where sums would not fit in 64 bits.
  /// - Complexity: O(m log n).
  package init(_ instance: SteinerInstance) throws(SteinerError) {
    self.instance = instance
    isLeaf = [Bool](repeating: false, count: instance.graph.nodeCount)
    // Two terminals are the ends of a path whatever it costs.
    guard !instance.leaves.isEmpty, instance.terminals.count > 2 else {
      costs = instance.costs
      return
    }
    for leaf in instance.leaves { isLeaf[Int(leaf.rawValue)] = true }
    let root = instance.rootPastLeaves()
    let distance: [Int64]
    (distance, towardsRoot) = Self.ways(instance, isLeaf, from: root)

    // A tree of ways from the root: none that costs more can be the best.
    for terminal in instance.terminals where !isLeaf[Int(terminal.rawValue)] {
      ceiling = try Self.sum(ceiling, distance[Int(terminal.rawValue)])
    }
    let isRootGiven = !isLeaf[Int((instance.root ?? instance.terminals[0]).rawValue)]
    var surcharge = [Int64](repeating: 0, count: instance.leaves.count)
    for (number, leaf) in instance.leaves.enumerated() {
      var least = Int64.max
      for slot in instance.graph.slots(of: leaf) where distance[Int(slot.neighbour)] != .max {
        let way = distance[Int(slot.neighbour)]
        least = min(least, try Self.sum(way, instance.costs[Int(slot.edge)]))
        // Where the root is only a place, each part that hangs at the leaf needs a way to it.
        surcharge[number] = max(surcharge[number], try Self.sum(way, isRootGiven ? 1 : way + 1))
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
          distance[Int(slot.neighbour)] == .max
          ? ceiling : try Self.sum(instance.costs[edge], surcharge[number])
      }
    }
    var sum: Int64 = 0
    for cost in costs { sum = try Self.sum(sum, cost) }
    self.costs = costs
  }

  /// A tree no dearer in which every leaf is one; that given, where it is so already.
  ///
  /// - Complexity: O(n + m log n).
  package func proper(_ tree: [Int32]) -> [Int32] {
    let graph = instance.graph
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
    var kept: [Int32] = []
    var ways = Set<Int32>()
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
        var node = graph.tails[Int(edge)] == leaf ? graph.heads[Int(edge)] : graph.tails[Int(edge)]
        while towardsRoot[Int(node)] >= 0, ways.insert(towardsRoot[Int(node)]).inserted {
          let edge = Int(towardsRoot[Int(node)])
          node = graph.tails[edge] == node ? graph.heads[edge] : graph.tails[edge]
        }
      }
    }
    var sets = UnionFind(count: graph.nodeCount)
    let between = union.union(ways).sorted { (costs[Int($0)], $0) < (costs[Int($1)], $1) }
    let joined = (between + kept).filter { sets.join(graph.tails[Int($0)], graph.heads[Int($0)]) }
    return pruned(Problem(instance, costs: costs), joined)
  }

  private static func sum(_ a: Int64, _ b: Int64) throws(SteinerError) -> Int64 {
    let (sum, isBeyond) = a.addingReportingOverflow(b)
    // The sum of two such sums has to fit, too.
    guard !isBeyond, sum < 1 << 62 else { throw .tooGreat }
    return sum
  }

  /// By node the distance from the root past all leaves, maximal where there is no way, and the last
  /// edge on it.
  private static func ways(
    _ instance: SteinerInstance, _ isLeaf: [Bool], from root: Int32
  ) -> (distance: [Int64], via: [Int32]) {
    let graph = instance.graph
    var distance = [Int64](repeating: .max, count: graph.nodeCount)
    var via = [Int32](repeating: -1, count: graph.nodeCount)
    var heap = BinaryHeap()
    distance[Int(root)] = 0
    heap.insert(root, key: 0)
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      if entry.key != distance[Int(entry.node)] { continue }
      for index in graph.slotRange(entry.node) {
        let slot = graph.slots[index]
        if isLeaf[Int(slot.neighbour)] { continue }
        let length = entry.key + instance.costs[Int(slot.edge)]
        guard length < distance[Int(slot.neighbour)] else { continue }
        distance[Int(slot.neighbour)] = length
        via[Int(slot.neighbour)] = slot.edge
        heap.insert(slot.neighbour, key: length)
      }
    }
    return (distance, via)
  }
}
