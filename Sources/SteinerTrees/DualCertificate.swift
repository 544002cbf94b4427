public import Graphs

/// A bound on a Steiner tree problem together with the cuts that prove it.
///
/// Every cut parts some terminals from the root, and every tree that joins one of them crosses it. No
/// edge is in cuts, in one direction, of more than it costs together. So the cuts bound
/// what any group of terminals costs: those that part one of the group from the root add up to no more
/// than the cheapest tree for the group alone. The bound is that of dual ascent on the problem as
/// it is given, for reductions do not hold for groups.
///
/// Source: Wong 1984; Skorin-Kapov 1995, "On the core of the minimum cost Steiner tree game in
/// networks".
public struct DualCertificate: Sendable {
  /// In how many parts a unit of cost is split.
  private let parts: Int64
  private let cuts: [DualAscent.Cut]
  private let instance: SteinerInstance
  /// What every tree over all terminals costs at least.
  public let lowerBound: Int64

  /// Raises cuts until the root is joined to every terminal.
  ///
  /// - Parameters:
  ///   - instance: a problem with a root.
  ///   - tree: a good tree; cuts that it crosses once are raised first.
  /// - Throws: ``SteinerError``.
  /// - Complexity: O(r · c) for r cuts of c arcs; memory for all of them.
  public init(_ instance: SteinerInstance, guidedBy tree: [EdgeID]) throws(SteinerError) {
    guard let root = instance.root else { preconditionFailure("the problem has a root") }
    let missing = instance.unreachableTerminals()
    if !missing.isEmpty { throw .unreachable(missing) }
    let problem = Problem(instance, costs: instance.costs)
    let parts = problem.parts(upTo: 0)
    let ascent = try DualAscent(
      problem, root: Int32(root.rawValue), guide: tree.map { Int32($0.rawValue) },
      from: DualAscent.Start(instance, parts: parts), recordsCuts: true)
    self.instance = instance
    self.parts = parts
    cuts = ascent.cuts
    lowerBound = (ascent.bound + parts - 1) / parts
  }

  /// A fair share of the cost for each terminal: what each cut adds to the bound is split among the
  /// terminals that it parts from the root, by their weights.
  ///
  /// All shares together are no more than the bound, and so than the cost of any tree. And no group
  /// pays more than it would alone: what its members pay of a cut is no more than the cut adds; the
  /// cuts that part a member from the root bound the cheapest tree for the group, as said above.
  ///
  /// - Parameter weights: by node, above 0 for every terminal.
  /// - Returns: by node, rounded down; 0 for what is no terminal.
  /// - Complexity: O(t) for t terminals in all cuts.
  public func shares(weights: [Int64]) -> [Int64] {
    precondition(weights.count == instance.graph.nodeCount, "one weight per node")
    var shares = [Int64](repeating: 0, count: weights.count)
    for cut in cuts {
      let sum = cut.terminals.reduce(0) { $0 + weights[Int($1)] }
      precondition(sum > 0, "terminals have weights above 0")
      for terminal in cut.terminals {
        // The amounts have room for this: parts leave every sum of costs below 2^54.
        let (high, low) = cut.amount.multipliedFullWidth(by: weights[Int(terminal)])
        shares[Int(terminal)] += sum.dividingFullWidth((high, low)).quotient
      }
    }
    return shares.map { $0 / parts }
  }

  /// What every tree over all terminals spends at least on the edges of each class: the cuts that
  /// consist of edges of one class.
  ///
  /// - Parameters:
  ///   - classes: by edge, the number of its class.
  ///   - count: how many classes there are.
  /// - Returns: by class.
  /// - Complexity: O(a) for a arcs in all cuts.
  public func lowerBounds(of classes: [Int32], count: Int) -> [Int64] {
    var bounds = [Int64](repeating: 0, count: count)
    for cut in cuts {
      guard let first = cut.arcs.first.map({ classes[Int($0 >> 1)] }),
        cut.arcs.allSatisfy({ classes[Int($0 >> 1)] == first })
      else { continue }
      bounds[Int(first)] += cut.amount
    }
    return bounds.map { ($0 + parts - 1) / parts }
  }
}

extension DualAscent.Start {
  /// The beginning, with no arc that leads away from a leaf.
  init(_ instance: SteinerInstance, parts: Int64 = 1) {
    let isLeaf = instance.graph.marked(instance.leaves)
    let reduced = instance.costs.indices.flatMap { edge in
      [instance.graph.tails[edge], instance.graph.heads[edge]].map {
        isLeaf[Int($0)] ? Int64.max : instance.costs[edge] * parts
      }
    }
    self.init(reducedCosts: reduced, bound: 0, cuts: [])
  }
}
