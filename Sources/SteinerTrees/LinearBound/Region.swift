import Graphs

/// A subgraph whose cuts are raised again by a linear program, while all other cuts remain as they
/// are.
///
/// A linear program for the whole graph would be too large. For a region, all nodes outside it are
/// merged into a single node, which is the root. The cuts inside the region are withdrawn, which
/// increases the reduced costs in the region again; the region with these costs is a problem of its
/// own. Its bound replaces the sum of the amounts of the withdrawn cuts.
struct Region: Sendable {
  /// The nodes of the region.
  ///
  /// In the local problem, node 0 represents the outside, and the others follow in this order.
  private let nodes: [Int32]
  private let local: Problem
  /// Indexed by edge of the local problem: the edge of the whole problem.
  private let edges: [Int32]
  /// Indexed by node of the local problem: whether all of its edges are inside the region.
  private let isInner: [Bool]
  /// The cuts that are inside the region, with the arc numbers of the whole problem.
  let cuts: [DualAscent.Cut]

  /// The result of raising the cuts of a region.
  struct Outcome: Sendable {
    /// The increase of the bound.
    let gain: Int64
    /// The reduced costs of the region's arcs, with the arc numbers of the whole problem.
    let reducedCosts: [(arc: Int32, cost: Int64)]
    let cuts: [DualAscent.Cut]
    /// The values of the region's arcs in the last solution, with the arc numbers of the whole
    /// problem.
    let values: [(arc: Int32, value: Double)]
  }

  /// Divides a graph into connected regions of similar size.
  ///
  /// - Parameters:
  ///   - problem: the whole problem.
  ///   - root: the root of the bounds, which is in no region.
  ///   - cuts: all raised cuts.
  ///   - size: the approximate number of nodes of a region.
  ///   - isReversed: whether the regions start from the last node, which gives different regions.
  /// - Returns: the regions, and the cuts that are inside none of them.
  /// - Complexity: O(n + m + a) for a arcs in all cuts.
  static func regions(
    of problem: Problem, root: Int32, cuts: [DualAscent.Cut], size: Int, isReversed: Bool
  ) -> (regions: [Region], others: [DualAscent.Cut]) {
    let graph = problem.graph
    var regionOf = [Int32](repeating: -1, count: graph.nodeCount)
    var members: [[Int32]] = []
    var frontier: [Int32] = []
    let order =
      isReversed
      ? Array((0..<Int32(graph.nodeCount)).reversed()) : Array(0..<Int32(graph.nodeCount))
    for seed in order where regionOf[Int(seed)] < 0 && seed != root {
      var queue = [frontier.last { regionOf[Int($0)] < 0 } ?? seed]
      let number = Int32(members.count)
      regionOf[Int(queue[0])] = number
      var index = 0
      frontier.removeAll()
      while index < queue.count {
        for slot in graph.slotRange(queue[index]) {
          let neighbour = graph.slots[slot].neighbour
          if regionOf[Int(neighbour)] >= 0 || neighbour == root { continue }
          if queue.count >= size {
            frontier.append(neighbour)
          } else {
            regionOf[Int(neighbour)] = number
            queue.append(neighbour)
          }
        }
        index += 1
      }
      members.append(queue)
    }
    var own = [[DualAscent.Cut]](repeating: [], count: members.count)
    var others: [DualAscent.Cut] = []
    for cut in cuts {
      let first = regionOf[Int(problem.tail(of: cut.arcs[0] ^ 1))]
      if first >= 0, cut.arcs.allSatisfy({ regionOf[Int(problem.tail(of: $0 ^ 1))] == first }) {
        own[Int(first)].append(cut)
      } else {
        others.append(cut)
      }
    }
    return (zip(members, own).map { Region(problem, $0, cuts: $1) }, others)
  }

  private init(_ problem: Problem, _ nodes: [Int32], cuts: [DualAscent.Cut]) {
    let graph = problem.graph
    var number: [Int32: Int32] = [:]
    for (index, node) in nodes.enumerated() { number[node] = Int32(index + 1) }
    var edges: [Int32] = []
    var isInner = [Bool](repeating: true, count: nodes.count + 1)
    isInner[0] = false
    for node in nodes {
      for index in graph.slotRange(node) {
        let slot = graph.slots[index]
        guard number[slot.neighbour] != nil else {
          isInner[Int(number[node] ?? 0)] = false
          edges.append(slot.edge)
          continue
        }
        if node == graph.tails[Int(slot.edge)] { edges.append(slot.edge) }
      }
    }
    edges.sort()
    let isTerminal = [false] + nodes.map { problem.isTerminal[Int($0)] }
    self.nodes = nodes
    self.edges = edges
    self.isInner = isInner
    self.cuts = cuts
    local = Problem(
      graph: Graph(
        nodeCount: nodes.count + 1, tails: edges.map { number[graph.tails[Int($0)]] ?? 0 },
        heads: edges.map { number[graph.heads[Int($0)]] ?? 0 }),
      costs: edges.map { problem.costs[Int($0)] }, isTerminal: isTerminal,
      terminals: isTerminal.indices.filter { isTerminal[$0] }.map { Int32($0) }, root: 0)
  }

  /// Raises the cuts of the region by a linear program.
  ///
  /// - Returns: the changes; `nil` if the bound does not increase.
  func raise(
    _ reducedCosts: [Int64], isOpen: (Int32) -> Bool, closed: Int64, effort: Effort
  ) -> Outcome? {
    guard !local.terminals.isEmpty, !effort.isTimeUp else { return nil }
    var localArc: [Int32: Int] = [:]
    for (number, edge) in edges.enumerated() {
      localArc[2 * edge] = 2 * number
      localArc[2 * edge + 1] = 2 * number + 1
    }
    func whole(_ arc: Int32) -> Int32 { edges[Int(arc >> 1)] << 1 | arc & 1 }
    var costs = (0..<Int32(2 * edges.count)).map { reducedCosts[Int(whole($0))] }
    var withdrawn: Int64 = 0
    var localCuts: [[Int32]] = []
    for cut in cuts {
      withdrawn += cut.amount
      let arcs = cut.arcs.compactMap { localArc[$0].map { Int32($0) } }
      for arc in arcs { costs[Int(arc)] += cut.amount }
      localCuts.append(arcs)
    }
    var linear = CutBound(
      local, root: 0, costs: costs, isOpen: { isOpen(whole($0)) },
      isBalanced: { isInner[Int($0)] }, cuts: localCuts, seeds: [])
    var lastValue = 0.0
    steps: for _ in 0..<effort.regionRounds {
      let step = linear.step(
        cutLimit: effort.cutLimit, threads: 1, secondsLeft: { effort.secondsLeft })
      switch step {
      case .infeasible: return nil
      case .complete, .failed: break steps
      case .grown:
        if linear.value - lastValue < 1e-6 * linear.value || effort.isTimeUp { break steps }
        lastValue = linear.value
      }
    }
    guard let ascent = try? linear.certificate(closed: closed), ascent.bound > withdrawn else {
      return nil
    }
    let arcs = (0..<Int32(2 * edges.count)).filter { local.tail(of: $0 ^ 1) != 0 }
    return Outcome(
      gain: ascent.bound - withdrawn,
      reducedCosts: arcs.map { (whole($0), ascent.reducedCosts[Int($0)]) },
      cuts: ascent.cuts.map { DualAscent.Cut(arcs: $0.arcs.map(whole), amount: $0.amount) },
      values: arcs.map { (whole($0), linear.values[Int($0)]) })
  }
}
