import Graphs

/// Solves a Steiner tree problem: always a tree, and a bound that proves how good it is.
///
/// Reduce, bound by dual ascent, build over the arcs that dual ascent has paid for, improve by
/// local search; all of it a fixed amount of work.
///
/// - Throws: ``SteinerError/unreachable(_:)`` with the terminals that nothing joins to the others.
public func solve(_ instance: SteinerInstance, options: SteinerOptions = SteinerOptions())
  throws(SteinerError) -> SteinerSolution
{
  try requireConnected(instance)
  var reduction = Reduction(instance)
  reduction.run()
  let certain = reduction.fixedCost + reduction.offset
  guard let (problem, names) = reduction.problem() else {
    return SteinerSolution(edges: reduction.expand([]), cost: certain, lowerBound: certain)
  }
  let answer = try Pipeline(problem, options).run()
  return SteinerSolution(
    edges: reduction.expand(answer.tree.map { names[Int($0)] }),
    cost: problem.cost(of: answer.tree) + certain, lowerBound: answer.bound + certain)
}

/// Every terminal must be reachable, and no leaf may be needed as a way through.
private func requireConnected(_ instance: SteinerInstance) throws(SteinerError) {
  guard let first = instance.root ?? instance.terminals.first else { return }
  let graph = instance.graph
  var isLeaf = [Bool](repeating: false, count: graph.nodeCount)
  for leaf in instance.leaves where leaf != instance.root { isLeaf[Int(leaf.rawValue)] = true }
  var isReached = [Bool](repeating: false, count: graph.nodeCount)
  isReached[Int(first.rawValue)] = true
  var stack = [Int32(first.rawValue)]
  var isStart = true
  while let node = stack.popLast() {
    if isLeaf[Int(node)] && !isStart { continue }
    isStart = false
    for index in graph.slotRange(node) {
      let next = graph.slots[index].neighbour
      if !isReached[Int(next)] {
        isReached[Int(next)] = true
        stack.append(next)
      }
    }
  }
  let missing = instance.terminals.filter { !isReached[Int($0.rawValue)] }
  if !missing.isEmpty { throw .unreachable(missing) }
}

/// The work on the reduced problem.
private struct Pipeline {
  private let problem: Problem
  private let options: SteinerOptions
  private var construction: TreeConstruction
  private var bound: Int64 = 0
  private var best: [Int32] = []
  private var bestCost = Int64.max

  init(_ problem: Problem, _ options: SteinerOptions) {
    self.problem = problem
    self.options = options
    construction = TreeConstruction(problem)
  }

  consuming func run() throws(SteinerError) -> (tree: [Int32], bound: Int64) {
    for root in roots {
      let ascent = try DualAscent(problem, root: root)
      bound = max(bound, ascent.bound)
      let paid = construction.grow(problem, from: root, costs: problem.costs) {
        ascent.reducedCosts[Int($0)] == 0
      }
      consider(paid)
      if bestCost == bound { break }
    }
    return (best, bound)
  }

  private var roots: [Int32] {
    let inner = problem.terminals.filter { !problem.isLeaf[Int($0)] && $0 != problem.root }
    let count = max(0, options.rounds - 1)
    let picks = (0..<min(count, inner.count)).map {
      inner[($0 * 2 + 1) * inner.count / (2 * max(1, min(count, inner.count)))]
    }
    return [problem.root] + picks
  }

  private mutating func consider(_ edges: [Int32]?) {
    guard let edges else { return }
    var tree = prunedSpanningTree(problem, over: edges)
    tree = LocalSearch(problem).improve(tree)
    let cost = problem.cost(of: tree)
    if cost < bestCost { (best, bestCost) = (tree, cost) }
  }
}
