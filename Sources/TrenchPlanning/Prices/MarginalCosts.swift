import Graphs
import NetworkModel
import Rules

/// The cost that each home alone adds to the rest of a network.
struct MarginalCosts {
  private let graph: TrenchGraph
  private let flow: NetworkFlow
  private let capacity: NetworkCapacity
  private let children: [Int32]
  /// For each node, the number of dwellings that can still be connected to it.
  private var spare: [Int]

  init(
    _ graph: TrenchGraph, _ inventory: Inventory, _ rules: PlanningRules, _ flow: NetworkFlow,
    roots: [TrenchGraph.Root]
  ) {
    self.graph = graph
    self.flow = flow
    capacity = NetworkCapacity(graph, inventory, rules.conduits, roots: roots)
    children = flow.childCounts(graph)
    spare = [Int](repeating: .max, count: graph.nodes.count)
    for node in flow.order {
      let own = capacity.of(node, flow)
      spare[Int(node)] = own == .max ? .max : own - flow.dwellings[Int(node)]
      guard flow.hasParent(node) else { continue }
      spare[Int(node)] = min(spare[Int(node)], spare[Int(flow.parent(of: node, graph))])
    }
  }

  /// The cost of the cheapest path from the rest of the network to a served entry, in euro cents.
  ///
  /// The rest is the network without the entry and the edges that serve only the entry. A path
  /// other than the network's own counts only if conduits and PoPs have enough free capacity for
  /// it.
  ///
  /// - Complexity: O(k log k) for the k edges within the cost of the network's own path.
  func cost(of entry: Int32) -> Int64 {
    var own: Set<Int32> = []
    var best: Int64 = 0
    var node = entry
    repeat {
      own.insert(node)
      best += graph.edges[Int(flow.parentEdge[Int(node)])].costInCents
      node = flow.parent(of: node, graph)
    } while children[Int(node)] == 1 && flow.hasParent(node)
    let wanted = flow.dwellings[Int(entry)]
    var distance: [Int32: Int64] = [entry: 0]
    var heap = BinaryHeap()
    heap.insert(entry, key: 0)
    while !heap.isEmpty {
      let settled = heap.removeFirst()
      if settled.key >= best { break }
      guard settled.key == distance[settled.node] else { continue }
      if flow.rootOf[Int(settled.node)] >= 0 && !own.contains(settled.node) {
        best = settled.key
        break
      }
      for index in graph.topology.slotRange(settled.node) {
        let slot = graph.topology.slots[index]
        let edge = Int(slot.edge)
        let length = settled.key + graph.edges[edge].costInCents
        let next = slot.neighbour
        let isRest = flow.rootOf[Int(next)] >= 0 && !own.contains(next)
        guard length < best, !graph.isEntry(next), capacity.ofEdge[edge] >= wanted,
          !isRest || spare[Int(next)] >= wanted, length < distance[next] ?? .max
        else { continue }
        distance[next] = length
        heap.insert(next, key: length)
      }
    }
    return best
  }
}
