import Graphs

/// The bound of the directed cut formulation, from a linear program to which violated cuts are
/// added.
///
/// The program has a variable between 0 and 1 for each arc: whether the tree, directed away from
/// the root, contains it. A cut constraint requires that a set of nodes that contains a terminal
/// but not the root is entered at least once. A balance constraint requires that a node that is not
/// a terminal is left at least as often as it is entered. There are exponentially many sets. So the
/// program starts with the cuts that dual ascent has raised; after each solution, cuts that the
/// solution violates are added, and constraints that are not tight are removed.
///
/// The value of a floating-point program would be no proof. Therefore the dual values are rounded
/// to integers and subtracted from the costs one by one, as in dual ascent, and a dual ascent on
/// the remaining costs completes the bound. The result depends on integer arithmetic only.
///
/// Sources: Wong 1984; Koch and Martin 1998 (separation, flow balance); Polzin and Vahdati
/// Daneshmand 2001 (dual ascent first).
struct CutBound: ~Copyable {
  private let problem: Problem
  private let root: Int32
  /// Indexed by arc: the cost, less the amount that every tree pays to enter the terminal at its
  /// head.
  private let costs: [Int64]
  /// The cut around each terminal, with the amount that every tree pays to enter the terminal.
  private let entryCuts: [DualAscent.Cut]
  /// Indexed by arc: whether a tree cheaper than the best one known may contain it.
  private var isOpen: [Bool]
  /// Indexed by arc: its column; −1 for arcs that were closed from the beginning.
  private var column: [Int32]
  private var arcs: [Int32] = []
  /// Indexed by column: its upper bound.
  private var upper: [Double]
  private var program: LinearProgram
  /// The cost of one unit of the program's objective.
  private let unit: Double
  /// The constraint of each row of the program.
  private var rows: [Row] = []
  /// The dual values of the rows in the last solution.
  ///
  /// Rows added since then have none.
  private var dualValues: [Double] = []
  /// The nodes that have a balance constraint.
  private let balanced: [Int32]
  private var separation: CutSeparation
  /// Indexed by arc: the value in the last solution; negative for closed arcs.
  private(set) var values: [Double]
  /// The objective value of the last solution, as a cost.
  private(set) var value = 0.0
  /// The amount that every tree pays to enter the terminals.
  private let entryCost: Int64

  private enum Row {
    /// A set of nodes is entered at least once.
    case cut(NodeCut)
    /// A node is left at least as often as it is entered.
    case balance(Int32)
  }

  // Reason: the parameters are independent, and both callers set all of them, so a struct would only
  // repeat their names.
  /// - Parameters:
  ///   - problem: the problem to bound; its own costs are not used.
  ///   - root: the node from which all terminals must be reached.
  ///   - costs: indexed by arc.
  ///   - isOpen: whether a tree cheaper than the best one known may contain an arc.
  ///   - isBalanced: whether all arcs of a node are in the problem, so that the balance constraint
  ///     is valid.
  ///   - cuts: the arcs of the first cuts.
  ///   - seeds: sets of nodes; the cuts around them are likely to be useful.
  init(
    _ problem: Problem, root: Int32, costs: [Int64], isOpen: (Int32) -> Bool,
    isBalanced: (Int32) -> Bool, cuts: [[Int32]], seeds: [[Int32]]
  ) {
    self.problem = problem
    self.root = root
    let opened = (0..<Int32(costs.count)).map { problem.tail(of: $0 ^ 1) != root && isOpen($0) }
    self.isOpen = opened
    column = [Int32](repeating: -1, count: costs.count)
    for arc in 0..<Int32(costs.count) where opened[Int(arc)] {
      column[Int(arc)] = Int32(arcs.count)
      arcs.append(arc)
    }
    entryCuts = Self.entryCuts(problem, root, costs) { opened[Int($0)] }
    entryCost = entryCuts.reduce(0) { $0 + $1.amount }
    var costs = costs
    for cut in entryCuts {
      for arc in cut.arcs { costs[Int(arc)] -= cut.amount }
    }
    self.costs = costs
    upper = [Double](repeating: 1, count: arcs.count)
    let sum = arcs.reduce(0.0) { $0 + Double(costs[Int($1)]) }
    let unit = max(1, sum / Double(max(1, arcs.count)))
    self.unit = unit
    program = LinearProgram(objective: arcs.map { Double(costs[Int($0)]) / unit })
    separation = CutSeparation(problem, root: root)
    values = opened.map { $0 ? 0 : -1 }
    balanced = (0..<Int32(problem.graph.nodeCount)).filter {
      !problem.isTerminal[Int($0)] && $0 != root && isBalanced($0)
    }
    var known: Set<[Int32]> = []
    add(
      (seeds.map { separation.cut(around: $0) }
        + cuts.map { NodeCut(nodes: [], arcs: $0.sorted()) })
        .filter { known.insert($0.arcs).inserted })
  }

  /// The cheapest way to enter each terminal, as a cut around the terminal.
  private static func entryCuts(
    _ problem: Problem, _ root: Int32, _ costs: [Int64], isOpen: (Int32) -> Bool
  ) -> [DualAscent.Cut] {
    problem.terminals.filter { $0 != root }.compactMap { terminal in
      let arcs = problem.graph.slotRange(terminal)
        .map { problem.arc(into: terminal, over: problem.graph.slots[$0].edge) }.filter(isOpen)
      guard let least = arcs.map({ costs[Int($0)] }).min(), least > 0 else { return nil }
      return DualAscent.Cut(arcs: arcs, amount: least)
    }
  }

  private mutating func add(_ cuts: [NodeCut]) {
    let open = cuts.map { cut in
      NodeCut(nodes: cut.nodes, arcs: cut.arcs.filter { isOpen[Int($0)] })
    }
    program.add(
      open.map { cut in
        let columns = cut.arcs.map { column[Int($0)] }.filter { $0 >= 0 }
        return LinearProgram.Row(
          columns: columns, coefficients: [Double](repeating: 1, count: columns.count), atLeast: 1)
      })
    rows += open.map(Row.cut)
  }

  /// The open arcs at a node.
  ///
  /// The sign is 1 for arcs that leave the node and −1 for arcs that enter it.
  private func arcs(at node: Int32) -> [(arc: Int32, sign: Int64)] {
    var found: [(arc: Int32, sign: Int64)] = []
    for index in problem.graph.slotRange(node) {
      let arc = problem.arc(into: node, over: problem.graph.slots[index].edge)
      if isOpen[Int(arc)] { found.append((arc, -1)) }
      if isOpen[Int(arc ^ 1)] { found.append((arc ^ 1, 1)) }
    }
    return found
  }

  /// Adds the balance constraints that the last solution violates.
  ///
  /// - Returns: whether none is violated.
  private mutating func addBalances() -> Bool {
    let violated = balanced.filter { node in
      arcs(at: node).reduce(0) { $0 + Double($1.sign) * values[Int($1.arc)] } < -Self.imbalance
    }
    program.add(
      violated.map { node in
        let arcs = arcs(at: node).filter { column[Int($0.arc)] >= 0 }
        return LinearProgram.Row(
          columns: arcs.map { column[Int($0.arc)] }, coefficients: arcs.map { Double($0.sign) },
          atLeast: 0)
      })
    rows += violated.map(Row.balance)
    return violated.isEmpty
  }

  /// A balance constraint is added only if the solution violates it by more than this.
  private static let imbalance = 0.02

  /// The sets of nodes whose cuts separation has found and which are still in the program.
  var seeds: [[Int32]] {
    rows.compactMap {
      if case .cut(let cut) = $0, !cut.nodes.isEmpty { cut.nodes } else { nil }
    }
  }

  /// Closes the arcs that no tree cheaper than the best one known contains.
  mutating func close(_ reduced: ReducedCosts) {
    for arc in isOpen.indices where isOpen[arc] && !reduced.admits(Int32(arc), problem) {
      isOpen[arc] = false
      values[arc] = -1
      if column[arc] >= 0 { upper[Int(column[arc])] = 0 }
    }
    program.limitColumns(to: upper)
  }

  /// Whether open arcs lead from the root to every terminal.
  private var reachesTerminals: Bool {
    var isReached = [Bool](repeating: false, count: problem.graph.nodeCount)
    isReached[Int(root)] = true
    var stack = [root]
    while let node = stack.popLast() {
      for index in problem.graph.slotRange(node) {
        let slot = problem.graph.slots[index]
        let arc = problem.arc(into: slot.neighbour, over: slot.edge)
        if isReached[Int(slot.neighbour)] || !isOpen[Int(arc)] { continue }
        isReached[Int(slot.neighbour)] = true
        stack.append(slot.neighbour)
      }
    }
    return problem.terminals.allSatisfy { isReached[Int($0)] }
  }

  enum Step {
    /// Violated cuts or balance constraints were added.
    case grown
    /// No cut is violated, so the formulation gives no higher bound.
    case complete
    /// No tree is cheaper than the best one known.
    case infeasible
    /// The program could not be solved.
    case failed
  }

  /// Solves the program and adds constraints that the solution violates.
  ///
  /// - Parameters:
  ///   - cutLimit: the maximum number of cuts to add.
  ///   - threads: the number of threads that search for cuts. It does not affect the result.
  ///   - secondsLeft: the time that remains.
  /// - Returns: the state of the program.
  mutating func step(cutLimit: Int, threads: Int, secondsLeft: () -> Double) -> Step {
    let outcome = program.solve(secondsLeft: secondsLeft)
    // Floating-point infeasibility is not a proof. Whether arcs reach the terminals is exact.
    if outcome == .infeasible, !reachesTerminals { return .infeasible }
    dualValues = program.dualValues
    if outcome != .optimal { return .failed }
    value = program.objective * unit + Double(entryCost)
    let solution = program.values
    for (index, arc) in arcs.enumerated() where isOpen[Int(arc)] {
      values[Int(arc)] = max(0, solution[index])
    }
    dropSlackRows()
    let cuts = violatedCuts(limit: cutLimit, threads: threads)
    add(cuts)
    // Balance constraints make the program much harder to solve and raise the bound less than cuts.
    let isBalanced = cuts.isEmpty ? addBalances() : true
    return cuts.isEmpty && isBalanced ? .complete : .grown
  }

  /// The cuts that the last solution violates.
  ///
  /// The terminals are divided into groups of fixed size, so that the result does not depend on the
  /// number of threads.
  private mutating func violatedCuts(limit: Int, threads: Int) -> [NodeCut] {
    let others = problem.terminals.filter { $0 != root }
    let size = (others.count + Self.groupCount - 1) / Self.groupCount
    let groups = stride(from: 0, to: others.count, by: max(1, size)).map {
      Array(others[$0..<min($0 + size, others.count)])
    }
    let found = concurrentMap(groups, threads: threads) { [separation, values] group in
      var separation = separation
      return separation.cuts(values, around: group, limit: limit / Self.groupCount)
    }
    var known: Set<[Int32]> = []
    return found.joined().filter { known.insert($0.arcs).inserted }
  }

  /// The number of groups into which the terminals are divided.
  private static let groupCount = 4

  /// Removes the constraints that are not tight in the last solution.
  private mutating func dropSlackRows() {
    let isSlack = program.isSlack
    dualValues = zip(dualValues, isSlack).filter { !$1 }.map(\.0)
    rows = zip(rows, isSlack).filter { !$1 }.map(\.0)
    program.removeRows(isSlack.indices.filter { isSlack[$0] }.map { Int32($0) })
  }

  /// The dual values as integers.
  ///
  /// If the solver was interrupted, they may be so large that their sum overflows. All are then
  /// replaced by 0.
  private var integerDualValues: [Int64] {
    // NaN is not greater than 0, so it is treated as 0.
    let whole = dualValues.map { $0 > 0 ? Int64(min($0 * unit, 0x1p60)) : 0 }
    var most = 0.0
    for (row, dual) in zip(rows, whole) where dual > 0 {
      if case .balance(let node) = row { most += Double(dual) * Double(arcs(at: node).count) }
    }
    return most < 0x1p60 ? whole : [Int64](repeating: 0, count: whole.count)
  }

  /// The bound proven by the dual values of the last solution, completed by dual ascent.
  ///
  /// - Parameters:
  ///   - closed: the reduced cost of closed arcs, from which nothing is subtracted.
  ///   - ceiling: the ascent ends when the bound reaches this value.
  /// - Returns: the bound, with its cuts.
  /// - Throws: ``SteinerError/unreachable(_:)`` with node numbers of the reduced graph.
  func certificate(closed: Int64, ceiling: Int64 = .max) throws(SteinerError) -> DualAscent {
    let duals = integerDualValues
    var reducedCosts = [Int64](repeating: closed, count: isOpen.count)
    for arc in isOpen.indices where isOpen[arc] { reducedCosts[arc] = costs[arc] }
    for (row, dual) in zip(rows, duals) where dual > 0 {
      guard case .balance(let node) = row else { continue }
      for (arc, sign) in arcs(at: node) { reducedCosts[Int(arc)] -= sign * dual }
    }
    var bound = entryCost
    var raised = entryCuts
    for (row, dual) in zip(rows, duals) {
      guard case .cut(let cut) = row else { continue }
      let amount = cut.arcs.reduce(dual) { min($0, reducedCosts[Int($1)]) }
      if amount <= 0 { continue }
      bound += amount
      for arc in cut.arcs { reducedCosts[Int(arc)] -= amount }
      raised.append(DualAscent.Cut(arcs: cut.arcs, amount: amount))
    }
    // A tree contains an arc at most once, so each negative reduced cost lowers the bound once.
    for arc in reducedCosts.indices where reducedCosts[arc] < 0 {
      bound += reducedCosts[arc]
      reducedCosts[arc] = 0
    }
    return try DualAscent(
      problem, root: root,
      from: DualAscent.Start(reducedCosts: reducedCosts, bound: bound, cuts: raised),
      recordsCuts: true, ceiling: ceiling)
  }
}
