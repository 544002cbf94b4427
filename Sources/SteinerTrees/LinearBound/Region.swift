import Graphs

/// A part of a problem whose cuts are raised anew while all others stay as they are.
///
/// Everything outside is one node, the root; what is left of the costs in the part, with its own cuts
/// taken back, makes a problem by itself, whose bound takes the place of what those cuts added.
struct Region: Sendable {
  /// The nodes of the part; outside is node 0, and the others follow in this order.
  private let nodes: [Int32]
  private let local: Problem
  /// By edge of the part its number in the whole.
  private let edges: [Int32]
  /// By node of the part whether all edges at it lie in the part.
  private let isInner: [Bool]
  /// The cuts that lie in the part, with the numbers of the whole.
  let cuts: [DualAscent.Cut]

  /// What has become of a part.
  struct Outcome: Sendable {
    /// How much the bound rises.
    let gain: Int64
    /// By arc of the part: its number in the whole, and what is left of its cost.
    let left: [(arc: Int32, cost: Int64)]
    let cuts: [DualAscent.Cut]
    /// By arc of the part: its number in the whole, and its value in the last solution.
    let values: [(arc: Int32, value: Double)]
  }

  /// Parts of about equal size that cover a problem, each of neighbouring nodes.
  ///
  /// - Parameters:
  ///   - problem: the whole.
  ///   - root: where bounds are grown from; in no part.
  ///   - cuts: all that are raised.
  ///   - size: about how many nodes a part has.
  ///   - isReversed: whether the parts grow from the other end, so that they have other borders.
  /// - Returns: the parts, and the cuts that lie in none of them.
  /// - Complexity: O(n + m), and the arcs of the cuts.
  static func regions(
    of problem: Problem, root: Int32, cuts: [DualAscent.Cut], size: Int, isReversed: Bool
  ) -> (regions: [Region], others: [DualAscent.Cut]) {
    let graph = problem.graph
    var home = [Int32](repeating: -1, count: graph.nodeCount)
    var members: [[Int32]] = []
    var frontier: [Int32] = []
    let order =
      isReversed
      ? Array((0..<Int32(graph.nodeCount)).reversed()) : Array(0..<Int32(graph.nodeCount))
    for seed in order where home[Int(seed)] < 0 && seed != root {
      var queue = [frontier.last { home[Int($0)] < 0 } ?? seed]
      let number = Int32(members.count)
      home[Int(queue[0])] = number
      var place = 0
      frontier.removeAll()
      while place < queue.count {
        for index in graph.slotRange(queue[place]) {
          let neighbour = graph.slots[index].neighbour
          if home[Int(neighbour)] >= 0 || neighbour == root { continue }
          if queue.count >= size {
            frontier.append(neighbour)
          } else {
            home[Int(neighbour)] = number
            queue.append(neighbour)
          }
        }
        place += 1
      }
      members.append(queue)
    }
    var own = [[DualAscent.Cut]](repeating: [], count: members.count)
    var others: [DualAscent.Cut] = []
    for cut in cuts {
      let first = home[Int(problem.tail(of: cut.arcs[0] ^ 1))]
      if first >= 0, cut.arcs.allSatisfy({ home[Int(problem.tail(of: $0 ^ 1))] == first }) {
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
    for (place, node) in nodes.enumerated() { number[node] = Int32(place + 1) }
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

  /// Raises the cuts of the part anew, by linear programming.
  ///
  /// - Returns: what has changed; `nil` where nothing is gained.
  func raised(
    _ reducedCosts: [Int64], isOpen: (Int32) -> Bool, closed: Int64, effort: Effort
  ) -> Outcome? {
    guard !local.terminals.isEmpty, !effort.isTimeUp else { return nil }
    var place: [Int32: Int] = [:]
    for (number, edge) in edges.enumerated() {
      place[2 * edge] = 2 * number
      place[2 * edge + 1] = 2 * number + 1
    }
    func whole(_ arc: Int32) -> Int32 { edges[Int(arc >> 1)] << 1 | arc & 1 }
    var costs = (0..<Int32(2 * edges.count)).map { reducedCosts[Int(whole($0))] }
    var given: Int64 = 0
    var start: [[Int32]] = []
    for cut in cuts {
      given += cut.amount
      let arcs = cut.arcs.compactMap { place[$0].map { Int32($0) } }
      for arc in arcs { costs[Int(arc)] += cut.amount }
      start.append(arcs)
    }
    var linear = CutBound(
      local, root: 0, costs: costs, isOpen: { isOpen(whole($0)) },
      isBalanced: { isInner[Int($0)] }, cuts: start, seeds: [])
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
    guard let ascent = try? linear.certificate(closed: closed), ascent.bound > given else {
      return nil
    }
    let arcs = (0..<Int32(2 * edges.count)).filter { local.tail(of: $0 ^ 1) != 0 }
    return Outcome(
      gain: ascent.bound - given,
      left: arcs.map { (whole($0), ascent.reducedCosts[Int($0)]) },
      cuts: ascent.cuts.map { DualAscent.Cut(arcs: $0.arcs.map(whole), amount: $0.amount) },
      values: arcs.map { (whole($0), linear.values[Int($0)]) })
  }
}
