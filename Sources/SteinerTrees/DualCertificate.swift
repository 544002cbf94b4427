public import Graphs

/// A lower bound on the cost of every tree, together with the cuts that prove it.
///
/// Each cut separates some terminals from the root, so a tree that connects one of these terminals
/// crosses the cut. The amounts of all cuts through an arc add up to no more than the cost of its
/// edge. Therefore the cuts also bound the cost of a tree for any group of terminals: the amounts
/// of all cuts that separate a member of the group from the root add up to no more than the cost of
/// the cheapest tree for the group.
///
/// The bound is computed by dual ascent on the instance itself, because reductions are not valid
/// for groups of terminals.
///
/// Source: Wong 1984; Skorin-Kapov 1995, "On the core of the minimum cost Steiner tree game in
/// networks".
public struct DualCertificate: Sendable {
  /// The factor by which costs were multiplied.
  private let scale: Int64
  private let cuts: [DualAscent.Cut]
  private let instance: SteinerInstance
  /// A lower bound on the cost of every tree.
  public let lowerBound: Int64

  /// Raises cuts until the root reaches every terminal.
  ///
  /// - Parameters:
  ///   - instance: a problem with a root.
  ///   - tree: a good tree; cuts that it crosses only once are raised first.
  /// - Throws: ``SteinerError``.
  /// - Complexity: O(r · c) time and memory for r cuts of c arcs.
  public init(_ instance: SteinerInstance, guidedBy tree: [EdgeID]) throws(SteinerError) {
    guard let root = instance.root else { preconditionFailure("the problem has a root") }
    let missing = instance.unreachableTerminals()
    if !missing.isEmpty { throw .unreachable(missing) }
    let problem = Problem(instance, costs: instance.costs)
    let scale = problem.costScale(upTo: 0)
    let ascent = try DualAscent(
      problem, root: Int32(root.rawValue), guide: tree.map { Int32($0.rawValue) },
      from: DualAscent.Start(instance, scale: scale), recordsCuts: true)
    self.instance = instance
    self.scale = scale
    cuts = ascent.cuts
    lowerBound = (ascent.bound + scale - 1) / scale
  }

  /// A fair share of the cost for each terminal: the amount of each cut is divided among the
  /// terminals that it separates from the root, in proportion to their weights.
  ///
  /// The shares add up to no more than the bound, and therefore to no more than the cost of any
  /// tree. No group of terminals pays more than a network for the group alone would cost: its
  /// members pay no more for a cut than the amount of the cut, and the cuts that separate a member
  /// from the root bound the cost of the cheapest tree for the group, as described above.
  ///
  /// - Parameter weights: indexed by node, positive for every terminal.
  /// - Returns: indexed by node, rounded down; 0 for nodes that are not terminals.
  /// - Complexity: O(t) for t terminals in all cuts.
  public func shares(weights: [Int64]) -> [Int64] {
    precondition(weights.count == instance.graph.nodeCount, "one weight per node")
    var shares = [Int64](repeating: 0, count: weights.count)
    for cut in cuts {
      let sum = cut.terminals.reduce(0) { $0 + weights[Int($1)] }
      precondition(sum > 0, "terminals have weights above 0")
      for terminal in cut.terminals {
        // The quotient fits in 64 bits, since the scale keeps every sum of costs below 2^54.
        let (high, low) = cut.amount.multipliedFullWidth(by: weights[Int(terminal)])
        shares[Int(terminal)] += sum.dividingFullWidth((high, low)).quotient
      }
    }
    return shares.map { $0 / scale }
  }

  /// A lower bound on the cost of the edges of each class in every tree: the sum of the cuts that
  /// consist of edges of this class only.
  ///
  /// - Parameters:
  ///   - classes: indexed by edge, the number of its class.
  ///   - count: the number of classes.
  /// - Returns: indexed by class.
  /// - Complexity: O(a) for a arcs in all cuts.
  public func lowerBounds(of classes: [Int32], count: Int) -> [Int64] {
    var bounds = [Int64](repeating: 0, count: count)
    for cut in cuts {
      guard let first = cut.arcs.first.map({ classes[Int($0 >> 1)] }),
        cut.arcs.allSatisfy({ classes[Int($0 >> 1)] == first })
      else { continue }
      bounds[Int(first)] += cut.amount
    }
    return bounds.map { ($0 + scale - 1) / scale }
  }
}

extension DualAscent.Start {
  /// The initial state, without arcs that lead away from a leaf.
  init(_ instance: SteinerInstance, scale: Int64 = 1) {
    let isLeaf = instance.graph.marked(instance.leaves)
    let reduced = instance.costs.indices.flatMap { edge in
      [instance.graph.tails[edge], instance.graph.heads[edge]].map {
        isLeaf[Int($0)] ? Int64.max : instance.costs[edge] * scale
      }
    }
    self.init(reducedCosts: reduced, bound: 0, cuts: [])
  }
}
