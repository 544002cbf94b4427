import Graphs

/// Makes an instance smaller without changing what its best tree costs, and undoes it in the answer.
///
/// Loops and all but the cheapest of parallel edges go; a node of degree one goes, with its edge in
/// the tree where it is a terminal; a path over a node of degree two becomes one edge; an edge goes
/// where a path no longer than it joins its ends (the special distance of Duin and Voß, looked for
/// within a budget); terminals joined by an edge no dearer than any other of theirs are contracted.
struct Reduction {
  /// What an edge of the reduced graph stands for: one edge of the input, or two joined edges.
  private enum Origin {
    case input(Int32)
    case path(Int32, Int32)
  }

  private var tails: [Int32]
  private var heads: [Int32]
  private var costs: [Int64]
  private var isAlive: [Bool]
  private var origins: [Origin]
  private var incident: [[Int32]]
  private var isTerminal: [Bool]
  private var isLeaf: [Bool]
  private var isGone: [Bool]
  private var root: Int32
  /// Edges that every best tree may be taken to hold.
  private(set) var fixed: [Int32] = []
  private(set) var fixedCost: Int64 = 0
  /// Cut from every edge of a leaf: it uses exactly one.
  private(set) var offset: Int64 = 0

  init(_ instance: SteinerInstance) {
    let graph = instance.graph
    tails = graph.tails
    heads = graph.heads
    costs = instance.costs
    isAlive = [Bool](repeating: true, count: graph.edgeCount)
    origins = (0..<Int32(graph.edgeCount)).map { .input($0) }
    incident = [[Int32]](repeating: [], count: graph.nodeCount)
    isTerminal = [Bool](repeating: false, count: graph.nodeCount)
    isLeaf = isTerminal
    isGone = isTerminal
    for terminal in instance.terminals { isTerminal[Int(terminal.rawValue)] = true }
    for leaf in instance.leaves { isLeaf[Int(leaf.rawValue)] = true }
    root = instance.root.map { Int32($0.rawValue) } ?? -1
    if root >= 0 { isLeaf[Int(root)] = false }
    for edge in tails.indices {
      if tails[edge] == heads[edge] {
        isAlive[edge] = false
        continue
      }
      incident[Int(tails[edge])].append(Int32(edge))
      incident[Int(heads[edge])].append(Int32(edge))
    }
  }

  /// Runs the tests to a fixpoint.
  mutating func run() {
    if isTerminal.lazy.filter({ $0 }).count <= 1 { return }
    shiftLeaves()
    var queue = (0..<Int32(isTerminal.count)).map { $0 }
    simplify(&queue)
    for _ in 0..<2 {
      queue = deleteDominatedEdges()
      if queue.isEmpty { break }
      simplify(&queue)
    }
  }

  /// The reduced problem with the way to name its edges; `nil` where nothing is left to decide.
  func problem() -> (problem: Problem, edges: [Int32])? {
    var number = [Int32](repeating: -1, count: isTerminal.count)
    var count: Int32 = 0
    var edges: [Int32] = []
    for edge in tails.indices where isAlive[edge] {
      for node in [tails[edge], heads[edge]] where number[Int(node)] < 0 {
        number[Int(node)] = count
        count += 1
      }
      edges.append(Int32(edge))
    }
    var terminals: [Int32] = []
    var terminal = [Bool](repeating: false, count: Int(count))
    var leaf = terminal
    for node in isTerminal.indices where isTerminal[node] && !isGone[node] && number[node] >= 0 {
      terminals.append(number[node])
      terminal[Int(number[node])] = true
      leaf[Int(number[node])] = isLeaf[node]
    }
    terminals.sort()
    guard terminals.count > 1 else { return nil }
    let start =
      root >= 0 && number[Int(root)] >= 0
      ? number[Int(root)] : (terminals.first { !leaf[Int($0)] } ?? terminals[0])
    leaf[Int(start)] = false
    let graph = Graph(
      nodeCount: Int(count), tails: edges.map { number[Int(tails[Int($0)])] },
      heads: edges.map { number[Int(heads[Int($0)])] })
    return (
      Problem(
        graph: graph, costs: edges.map { costs[Int($0)] }, isTerminal: terminal, isLeaf: leaf,
        terminals: terminals, root: start), edges
    )
  }

  /// The edges of the input that some edges of the reduced graph and the fixed ones stand for.
  func expand(_ chosen: [Int32]) -> [EdgeID] {
    var stack = chosen + fixed
    var result: [EdgeID] = []
    while let edge = stack.popLast() {
      switch origins[Int(edge)] {
      case .input(let input): result.append(EdgeID(UInt32(input)))
      case .path(let a, let b):
        stack.append(a)
        stack.append(b)
      }
    }
    return result.sorted()
  }

  // MARK: Tests

  /// A leaf uses exactly one of its edges, so the least price among them is certain.
  private mutating func shiftLeaves() {
    for node in isLeaf.indices where isLeaf[node] && isTerminal[node] {
      guard let least = incident[node].map({ costs[Int($0)] }).min(), least > 0 else { continue }
      for edge in incident[node] { costs[Int(edge)] -= least }
      offset += least
    }
  }

  private mutating func simplify(_ queue: inout [Int32]) {
    var waiting = [Bool](repeating: false, count: isTerminal.count)
    for node in queue { waiting[Int(node)] = true }
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      waiting[Int(node)] = false
      guard !isGone[Int(node)] else { continue }
      var changed: [Int32] = []
      reduce(node, &changed)
      for other in changed where !waiting[Int(other)] {
        waiting[Int(other)] = true
        queue.append(other)
      }
    }
    queue = []
  }

  private mutating func reduce(_ node: Int32, _ changed: inout [Int32]) {
    let index = Int(node)
    incident[index].removeAll { !isAlive[Int($0)] }
    dropParallels(at: node, &changed)
    let degree = incident[index].count
    if degree == 0 { return }
    if degree == 1 {
      let edge = incident[index][0]
      let neighbour = other(node, edge)
      if isTerminal[index] {
        if terminalCount(atMost: 1) { return }
        contract(edge, node, into: neighbour, &changed)
      } else {
        delete(edge)
        isGone[index] = true
        changed.append(neighbour)
      }
      return
    }
    if degree == 2, !isTerminal[index] {
      joinPath(over: node, &changed)
      return
    }
    if isTerminal[index] { contractShortTerminalEdge(at: node, &changed) }
  }

  /// Whether at most so many terminals are left; only asked at a terminal of degree one.
  private func terminalCount(atMost limit: Int) -> Bool {
    var count = 0
    for node in isTerminal.indices where isTerminal[node] && !isGone[node] {
      count += 1
      if count > limit { return false }
    }
    return true
  }

  private mutating func dropParallels(at node: Int32, _ changed: inout [Int32]) {
    let edges = incident[Int(node)]
    guard edges.count > 1 else { return }
    let sorted = edges.sorted {
      (other(node, $0), costs[Int($0)], $0) < (other(node, $1), costs[Int($1)], $1)
    }
    var kept: [Int32] = []
    for edge in sorted {
      if let last = kept.last, other(node, last) == other(node, edge) {
        isAlive[Int(edge)] = false
        changed.append(other(node, edge))
      } else {
        kept.append(edge)
      }
    }
    if kept.count < edges.count { incident[Int(node)] = kept }
  }

  /// Two edges over a node that nobody needs to stop at become one.
  private mutating func joinPath(over node: Int32, _ changed: inout [Int32]) {
    let (first, second) = (incident[Int(node)][0], incident[Int(node)][1])
    let (a, b) = (other(node, first), other(node, second))
    let cost = costs[Int(first)] + costs[Int(second)]
    delete(first)
    delete(second)
    isGone[Int(node)] = true
    if a != b && !(isLeaf[Int(a)] && isLeaf[Int(b)]) {
      add(a, b, cost, .path(first, second))
    }
    changed.append(a)
    changed.append(b)
  }

  /// The cheapest edge of a terminal, where it leads to another terminal, is in some best tree.
  private mutating func contractShortTerminalEdge(at node: Int32, _ changed: inout [Int32]) {
    var best = incident[Int(node)][0]
    for edge in incident[Int(node)].dropFirst()
    where (costs[Int(edge)], edge) < (costs[Int(best)], best) { best = edge }
    let neighbour = other(node, best)
    guard isTerminal[Int(neighbour)] && !isLeaf[Int(neighbour)] else { return }
    if isLeaf[Int(node)] {
      // The leaf is joined here and nowhere else: its other edges must not become ways through.
      for edge in incident[Int(node)] where edge != best {
        changed.append(other(node, edge))
        delete(edge)
      }
    }
    contract(best, node, into: neighbour, &changed)
  }

  /// Takes an edge into the tree and makes its two ends one node, a terminal.
  private mutating func contract(
    _ edge: Int32, _ node: Int32, into neighbour: Int32, _ changed: inout [Int32]
  ) {
    fixed.append(edge)
    fixedCost += costs[Int(edge)]
    delete(edge)
    // The kept node inherits the edges of the other; the one with more edges is kept.
    var (gone, kept) = (node, neighbour)
    if incident[Int(gone)].count > incident[Int(kept)].count { swap(&gone, &kept) }
    for moved in incident[Int(gone)] where isAlive[Int(moved)] {
      let far = other(gone, moved)
      if far == kept {
        isAlive[Int(moved)] = false
        continue
      }
      if tails[Int(moved)] == gone { tails[Int(moved)] = kept } else { heads[Int(moved)] = kept }
      incident[Int(kept)].append(moved)
      changed.append(far)
    }
    incident[Int(gone)] = []
    isGone[Int(gone)] = true
    isTerminal[Int(gone)] = false
    isTerminal[Int(kept)] = true
    isLeaf[Int(kept)] = false
    if root == gone { root = kept }
    changed.append(kept)
  }

  /// Deletes edges that a path no longer than they are makes superfluous.
  ///
  /// - Returns: the nodes whose degree has changed.
  private mutating func deleteDominatedEdges() -> [Int32] {
    var search = BudgetedSearch(count: isTerminal.count)
    var changed: [Int32] = []
    for edge in tails.indices where isAlive[edge] {
      let (a, b) = (tails[edge], heads[edge])
      // A leaf's own edges are its choice of connection; a way through another leaf is none.
      if isLeaf[Int(a)] || isLeaf[Int(b)] { continue }
      let cost = costs[edge]
      guard cost > 0, incident[Int(a)].count > 1, incident[Int(b)].count > 1 else { continue }
      if search.finds(from: a, to: b, atMost: cost, avoiding: Int32(edge), in: self) {
        delete(Int32(edge))
        changed.append(a)
        changed.append(b)
      }
    }
    return changed
  }

  /// A search from one end of an edge that stops at the edge's cost or after a few nodes.
  ///
  private struct BudgetedSearch {
    private static let budget = 48
    private var distance: [Int64]
    private var touched: [Int32] = []
    private var heap = BinaryHeap()

    init(count: Int) {
      distance = [Int64](repeating: .max, count: count)
    }

    mutating func finds(
      from a: Int32, to b: Int32, atMost limit: Int64, avoiding edge: Int32, in state: Reduction
    ) -> Bool {
      for node in touched { distance[Int(node)] = .max }
      touched.removeAll(keepingCapacity: true)
      heap.removeAll()
      distance[Int(a)] = 0
      touched.append(a)
      heap.insert(a, key: 0)
      var settled = 0
      while !heap.isEmpty, settled < Self.budget {
        let entry = heap.removeFirst()
        guard entry.key == distance[Int(entry.node)] else { continue }
        if entry.node == b { return true }
        settled += 1
        for next in state.incident[Int(entry.node)] where state.isAlive[Int(next)] && next != edge {
          let node = state.other(entry.node, next)
          if state.isLeaf[Int(node)] { continue }
          let length = entry.key + state.costs[Int(next)]
          guard length <= limit, length < distance[Int(node)] else { continue }
          if distance[Int(node)] == .max { touched.append(node) }
          distance[Int(node)] = length
          heap.insert(node, key: length)
        }
      }
      return false
    }
  }

  // MARK: Edges

  @inline(__always)
  private func other(_ node: Int32, _ edge: Int32) -> Int32 {
    tails[Int(edge)] == node ? heads[Int(edge)] : tails[Int(edge)]
  }

  private mutating func delete(_ edge: Int32) {
    isAlive[Int(edge)] = false
    for node in [tails[Int(edge)], heads[Int(edge)]] {
      incident[Int(node)].removeAll { $0 == edge }
    }
  }

  private mutating func add(_ a: Int32, _ b: Int32, _ cost: Int64, _ origin: Origin) {
    let edge = Int32(tails.count)
    tails.append(a)
    heads.append(b)
    costs.append(cost)
    isAlive.append(true)
    origins.append(origin)
    incident[Int(a)].append(edge)
    incident[Int(b)].append(edge)
  }
}
