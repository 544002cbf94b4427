import Graphs
import SteinerTrees

/// A pseudo-random generator with the same sequence on every machine.
///
/// Source: Marsaglia 2003, xorshift.
struct SeededNumbers {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func below(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int((state >> 11) % UInt64(count))
  }
}

/// A small multigraph with loops, parallel edges and free edges, connected or not.
func randomInstance(_ seed: Int, leaves: Bool = false) -> SteinerInstance {
  var random = SeededNumbers(seed)
  let count = 2 + random.below(14)
  let range = [3, 10, 1000][random.below(3)]
  var ends: [(NodeID, NodeID)] = []
  if seed % 2 == 0 {
    for node in 1..<count where random.below(12) > 0 {
      ends.append((NodeID(UInt32(node)), NodeID(UInt32(random.below(node)))))
    }
  }
  for _ in 0..<random.below(2 * count) {
    ends.append((NodeID(UInt32(random.below(count))), NodeID(UInt32(random.below(count)))))
  }
  let terminals = (0..<(1 + random.below(7))).map { _ in NodeID(UInt32(random.below(count))) }
  let costs = ends.map { _ in Int64(random.below(range)) }
  return SteinerInstance(
    graph: Graph(nodeCount: count, edges: ends), costs: costs, terminals: terminals,
    leaves: leaves ? terminals.filter { _ in random.below(2) == 0 } : [],
    root: random.below(3) == 0 ? terminals[0] : nil)
}

/// A graph in which many trees have equal or nearly equal costs, so that bounds and reductions
/// leave much to prove.
func knottyInstance(_ seed: Int) -> SteinerInstance {
  var random = SeededNumbers(seed)
  let count = 20 + random.below(16)
  let range = [1, 2, 8, 1000][random.below(4)]
  var ends: [(NodeID, NodeID)] = []
  for node in 1..<count {
    ends.append((NodeID(UInt32(node)), NodeID(UInt32(random.below(node)))))
  }
  for _ in 0..<(count + random.below(count)) {
    ends.append((NodeID(UInt32(random.below(count))), NodeID(UInt32(random.below(count)))))
  }
  return SteinerInstance(
    graph: Graph(nodeCount: count, edges: ends),
    costs: ends.map { _ in Int64(1 + random.below(range)) },
    terminals: (0..<(4 + random.below(5))).map { _ in NodeID(UInt32(random.below(count))) })
}

/// An artificial town: blocks of streets with houses, each of which has one to three possible
/// drops.
func gridTown(blocks: Int, seed: Int) -> SteinerInstance {
  var random = SeededNumbers(seed)
  let side = blocks * 4 + 1
  func node(_ x: Int, _ y: Int) -> NodeID { NodeID(UInt32(y * side + x)) }
  var ends: [(NodeID, NodeID)] = []
  var costs: [Int64] = []
  var terminals: [NodeID] = []
  var count = side * side
  for y in 0..<side {
    for x in 0..<side where x % 4 == 0 || y % 4 == 0 {
      if x + 1 < side, y % 4 == 0 {
        ends.append((node(x, y), node(x + 1, y)))
        costs.append(Int64(80_000 + random.below(60_000)))
      }
      if y + 1 < side, x % 4 == 0 {
        ends.append((node(x, y), node(x, y + 1)))
        costs.append(Int64(80_000 + random.below(60_000)))
      }
      if random.below(2) == 0 {
        let house = NodeID(UInt32(count))
        count += 1
        ends.append((house, node(x, y)))
        costs.append(Int64(10_000 + random.below(30_000)))
        if x % 4 == 0, y + 1 < side {
          ends.append((house, node(x, y + 1)))
          costs.append(Int64(10_000 + random.below(30_000)))
        }
        terminals.append(house)
      }
    }
  }
  return SteinerInstance(
    graph: Graph(nodeCount: count, edges: ends), costs: costs, terminals: terminals,
    leaves: terminals)
}

/// A grid with missing edges and nearly equal costs, for which bounds alone prove little.
func gridInstance(_ seed: Int) -> SteinerInstance {
  var random = SeededNumbers(seed)
  let side = 14
  let range = 1 + random.below(3)
  var ends: [(NodeID, NodeID)] = []
  for row in 0..<side {
    for column in 0..<side {
      let node = UInt32(row * side + column)
      // All columns and the first row are complete, so that the graph is connected.
      if column + 1 < side, row == 0 || random.below(6) > 0 {
        ends.append((NodeID(node), NodeID(node + 1)))
      }
      if row + 1 < side { ends.append((NodeID(node), NodeID(node + UInt32(side)))) }
    }
  }
  return SteinerInstance(
    graph: Graph(nodeCount: side * side, edges: ends),
    costs: ends.map { _ in Int64(10 + random.below(range)) },
    terminals: (0..<10).map { _ in NodeID(UInt32(random.below(side * side))) })
}
