import Graphs

/// Excludes or includes edges by enumerating the forests that a best tree may have in a small
/// subgraph.
///
/// Consider a subgraph, and call its nodes that also have edges outside its border. The edges of a
/// best tree in the subgraph form a forest, which spans the terminals inside, and each component of
/// which reaches the border. Only the way in which the forest connects the border nodes with each
/// other matters to the rest of the tree. Hence, of all forests that connect the border in the same
/// way, a best tree can only contain the cheapest.
///
/// The naive version enumerates all forests of the subgraph. Here the subgraph grows node by node,
/// and a table holds the cheapest forest for each partition of the border. A forest is discarded if
/// another forest, together with paths of special-distance length between border nodes, connects
/// the border at least as well for less. An edge that is in none of the remaining forests is in no
/// best tree; an edge that is in all of them is in each best tree. All comparisons are strict.
///
/// Sources: Polzin and Vahdati Daneshmand 2006, "Practical partitioning-based methods for the
/// Steiner problem", for the border; Duin and Volgenant 1989 for the special distances.
struct LocalEnumeration {
  /// The maximum number of edges of a subgraph, so that a set of edges fits in 64 bits.
  private static let edgeLimit = 64

  /// The limits on the size of a subgraph.
  ///
  /// They are higher for smaller graphs.
  private struct Limits {
    /// The maximum number of border nodes after a step.
    let border: Int
    /// The maximum number of forests in the table.
    let forests: Int
    /// The maximum number of partitions examined when forests are compared.
    let partitions: Int

    init(edgeCount: Int) {
      switch edgeCount {
      case ..<4_000: (border, forests, partitions) = (8, 300, 1_000)
      case ..<15_000: (border, forests, partitions) = (8, 120, 300)
      default: (border, forests, partitions) = (5, 120, 300)
      }
    }
  }

  private let limits: Limits
  private let problem: Problem
  private let isTimeUp: @Sendable () -> Bool
  private var distances: SpecialDistances
  /// Indexed by edge: whether it has not been excluded.
  private(set) var keeps: [Bool]
  /// Indexed by edge: whether each best tree contains it.
  private(set) var takes: [Bool]
  /// The number of edges decided so far.
  private var decided = 0

  // The subgraph: its edges, its border nodes by lane, and its inner nodes, all of whose edges it
  // contains. A lane is a numbered slot for a border node.
  private var edges: [Int32] = []
  private var border = [Int32](repeating: -1, count: BorderPartition.laneCount)
  private var isInner: [Bool]
  private var inner: [Int32] = []
  /// Indexed by node: whether it is on the border.
  private var isBorder: [Bool]
  private var terminalsOutside = 0
  private var forests = ForestTable()
  private var search = PartitionSearch()

  /// - Parameters:
  ///   - problem: a problem whose trees almost surely have different costs.
  ///   - keeps: indexed by edge, whether it has not been excluded.
  ///   - distances: the special distances of the problem.
  ///   - isTimeUp: whether to stop before the next subgraph.
  init(
    _ problem: Problem, keeps: [Bool], distances: SpecialDistances,
    isTimeUp: @escaping @Sendable () -> Bool
  ) {
    self.problem = problem
    self.keeps = keeps
    limits = Limits(edgeCount: keeps.count { $0 })
    self.distances = distances
    self.isTimeUp = isTimeUp
    takes = [Bool](repeating: false, count: keeps.count)
    isInner = [Bool](repeating: false, count: problem.graph.nodeCount)
    isBorder = isInner
  }

  /// Grows a subgraph around each node that has not been an inner node of an earlier subgraph.
  ///
  /// Stops early if few edges are decided.
  ///
  /// - Complexity: O(1) for each node, since the sizes of subgraph and table are bounded.
  mutating func run(_ range: Range<Int>) {
    var isDone = [Bool](repeating: false, count: range.count)
    var grown = 0
    for node in range where !isDone[node - range.lowerBound] {
      // Some graphs are so dense that subgraphs with a small border decide nothing.
      if isTimeUp() || grown > 100 && decided < grown / 2 { return }
      grow(from: Int32(node))
      grown += 1
      for other in inner where range.contains(Int(other)) {
        isDone[Int(other) - range.lowerBound] = true
      }
      clear()
    }
  }

  private mutating func clear() {
    for node in inner { isInner[Int(node)] = false }
    for node in border where node >= 0 { isBorder[Int(node)] = false }
    inner.removeAll(keepingCapacity: true)
    edges.removeAll(keepingCapacity: true)
    for lane in border.indices { border[lane] = -1 }
  }

  // MARK: The subgraph

  private mutating func grow(from start: Int32) {
    forests.begin()
    terminalsOutside = problem.terminals.count
    var next: Int32? = start
    while let node = next {
      guard absorb(node) else { return }
      discardDominatedForests()
      decideEdges()
      if forests.entries.isEmpty { return }
      next = nextNode()
    }
  }

  /// The edges that would become part of the subgraph if a border node became an inner node.
  private func outerEdges(at node: Int32) -> [Graph.Slot] {
    problem.graph.slotRange(node).lazy.map { problem.graph.slots[$0] }.filter {
      keeps[Int($0.edge)] && $0.neighbour != node && !isInner[Int($0.neighbour)]
    }
  }

  /// The border node that would add the fewest new nodes; `nil` if each would make the subgraph too
  /// large.
  private func nextNode() -> Int32? {
    let size = border.count { $0 >= 0 }
    var best: Int32?
    var fewest = Int.max
    for node in border where node >= 0 {
      let outer = outerEdges(at: node)
      let added = Set(outer.lazy.map(\.neighbour).filter { !isBorder[Int($0)] }).count
      let left = size - 1 + added
      guard left > 0, left <= limits.border, size + added <= BorderPartition.laneCount,
        edges.count + outer.count <= Self.edgeLimit
      else { continue }
      if (added, node) < (fewest, best ?? .max) { (best, fewest) = (node, added) }
    }
    return best
  }

  /// Makes a node an inner node, and adds all of its edges.
  ///
  /// - Returns: whether subgraph and table are within their limits, and terminals remain outside,
  ///   so that each component has to reach the border.
  private mutating func absorb(_ node: Int32) -> Bool {
    guard let lane = lane(of: node) else { return false }
    let outer = outerEdges(at: node)
    guard edges.count + outer.count <= Self.edgeLimit else { return false }
    for slot in outer {
      guard let other = self.lane(of: slot.neighbour) else { return false }
      let bit = UInt64(1) << UInt64(edges.count)
      edges.append(slot.edge)
      forests.extend(lane, other, cost: problem.costs[Int(slot.edge)], bit: bit)
      guard forests.entries.count <= limits.forests else { return false }
    }
    forests.replace { $1.removing(lane) }
    border[lane] = -1
    isBorder[Int(node)] = false
    isInner[Int(node)] = true
    inner.append(node)
    if problem.isTerminal[Int(node)] { terminalsOutside -= 1 }
    return terminalsOutside > 0
  }

  /// The lane of a border node.
  ///
  /// A node without a lane is assigned one; `nil` if none is free.
  private mutating func lane(of node: Int32) -> Int? {
    if isBorder[Int(node)] { return border.firstIndex(of: node) }
    guard let lane = border.firstIndex(of: -1) else { return nil }
    border[lane] = node
    isBorder[Int(node)] = true
    if problem.isTerminal[Int(node)] { forests.replace { $1.touching(lane) } }
    return lane
  }

  // MARK: Decisions

  /// Discards each forest for which another forest and special distances are cheaper.
  private mutating func discardDominatedForests() {
    guard forests.entries.count > 1 else { return }
    // In order of increasing cost. Once the most expensive forest is dominated, more expensive
    // partitions need not be examined.
    var open = forests.entries.indices.sorted {
      (forests.entries[$0].cost, $0) < (forests.entries[$1].cost, $1)
    }
    let range = forests.entries[open[open.count - 1]].cost - forests.entries[open[0]].cost
    let lanes = border.indices.filter { border[$0] >= 0 }
    var links: [(a: Int, b: Int, length: Int64)] = []
    for a in lanes {
      for b in lanes where a < b {
        let length = distances.between(border[a], border[b], below: range)
        if length < range { links.append((a, b, length)) }
      }
    }
    let isFixed = lanes.map { problem.isTerminal[Int(border[$0])] }
    search.begin(forests.entries)
    var budget = limits.partitions
    while budget > 0, let (partition, cost) = search.next() {
      budget -= 1
      while let last = open.last, search.cost(of: last) < forests.entries[last].cost {
        open.removeLast()
      }
      guard let most = open.last.map({ forests.entries[$0].cost }), cost < most else { break }
      for link in links where cost + link.length < most {
        if let joined = partition.touching(link.a).touching(link.b).connecting(link.a, link.b) {
          search.lower(joined, to: cost + link.length)
        }
      }
      for (index, lane) in lanes.enumerated() {
        if partition.label(lane) == 0 {
          search.lower(partition.touching(lane), to: cost)
        } else if !isFixed[index], let rest = partition.removing(lane) {
          search.lower(rest, to: cost)
        }
      }
      for first in lanes {
        let all = partition.companions(of: first)
        var choice = all
        while choice > 0 {
          search.lower(partition.splitting(choice), to: cost)
          choice = (choice - 1) & all
        }
      }
    }
    let entries = forests.entries
    forests.replace { search.cost(of: $0) == entries[$0].cost ? $1 : nil }
  }

  /// Excludes the edges that no remaining forest contains, and includes those that all contain.
  private mutating func decideEdges() {
    var used: UInt64 = 0
    var always = UInt64.max
    for forest in forests.entries {
      used |= forest.used
      always &= forest.always
    }
    for (index, edge) in edges.enumerated() {
      let isUsed = used >> UInt64(index) & 1 == 1
      let isAlways = isUsed && always >> UInt64(index) & 1 == 1
      guard isUsed ? isAlways && !takes[Int(edge)] : keeps[Int(edge)] else { continue }
      if isUsed { takes[Int(edge)] = true } else { keeps[Int(edge)] = false }
      decided += 1
    }
  }
}
