import Graphs

/// The bound of the directed cut formulation, by a linear programme that grows by violated cuts.
///
/// Every arc away from the root has a value; every set of nodes without the root that holds a
/// terminal is entered at least once, and no other node is entered more often than left. The
/// programme begins with the cuts that dual ascent has raised. Its prices, rounded to whole numbers
/// and taken off the costs one by one, and a dual ascent on what they leave, give a bound that hangs
/// on no floating-point number.
///
/// Sources: Wong 1984; Koch and Martin 1998 (separation, flow balance); Polzin and Vahdati Daneshmand
/// 2001 (dual ascent first).
struct CutBound: ~Copyable {
  private let problem: Problem
  private let root: Int32
  /// By arc its cost, less what every tree pays at the terminal it leads to.
  private let costs: [Int64]
  /// The cuts that lie around one terminal each and take that off.
  private let entries: [DualAscent.Cut]
  /// By arc whether a tree worth finding may use it.
  private var isOpen: [Bool]
  /// By arc its column; −1 for arcs that are closed from the beginning.
  private var column: [Int32]
  private var arcs: [Int32] = []
  /// By column the most it may be.
  private var upper: [Double]
  private var programme: LinearProgramme
  /// What one unit of the programme's objective costs.
  private let unit: Double
  /// What each row of the programme says.
  private var rows: [Row] = []
  /// The prices of the rows, by the last solution; those added since have none.
  private var prices: [Double] = []
  /// The nodes that are to be left at least as often as they are entered.
  private let balanced: [Int32]
  private var separation: CutSeparation
  /// By arc the last solution; below nothing for arcs that are closed.
  private(set) var values: [Double]
  /// The last value of the programme.
  private(set) var value = 0.0
  /// What all trees pay at the terminals.
  private let entry: Int64

  private enum Row {
    /// A set of nodes is entered at least once.
    case cut(NodeCut)
    /// A node is left at least as often as it is entered.
    case balance(Int32)
  }

  /// - Parameters:
  ///   - problem: what is to be bounded; its own costs are not asked.
  ///   - root: the node that is to reach all terminals.
  ///   - costs: by arc.
  ///   - isOpen: by arc whether a tree worth finding may use it.
  ///   - isBalanced: by node whether all of its arcs are there, so that no more lead in than out.
  ///   - cuts: the arcs of cuts to begin with.
  ///   - seeds: sets of nodes, around each of which a cut lies that is likely to be of use.
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
    entries = Self.entries(problem, root, costs) { opened[Int($0)] }
    entry = entries.reduce(0) { $0 + $1.amount }
    var costs = costs
    for cut in entries {
      for arc in cut.arcs { costs[Int(arc)] -= cut.amount }
    }
    self.costs = costs
    upper = [Double](repeating: 1, count: arcs.count)
    let sum = arcs.reduce(0.0) { $0 + Double(costs[Int($1)]) }
    let unit = max(1, sum / Double(max(1, arcs.count)))
    self.unit = unit
    programme = LinearProgramme(objective: arcs.map { Double(costs[Int($0)]) / unit })
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

  /// What a tree pays at least to enter each terminal.
  private static func entries(
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
    programme.add(
      open.map { cut in
        let columns = cut.arcs.map { column[Int($0)] }.filter { $0 >= 0 }
        return LinearProgramme.Row(
          columns: columns, coefficients: [Double](repeating: 1, count: columns.count), atLeast: 1)
      })
    rows += open.map(Row.cut)
  }

  /// The open arcs at a node, each with what it adds to the balance.
  private func arcs(at node: Int32) -> [(arc: Int32, sign: Int64)] {
    var found: [(arc: Int32, sign: Int64)] = []
    for index in problem.graph.slotRange(node) {
      let arc = problem.arc(into: node, over: problem.graph.slots[index].edge)
      if isOpen[Int(arc)] { found.append((arc, -1)) }
      if isOpen[Int(arc ^ 1)] { found.append((arc ^ 1, 1)) }
    }
    return found
  }

  /// Adds the balances that the last solution violates.
  ///
  /// - Returns: whether there are none.
  private mutating func addBalances() -> Bool {
    let violated = balanced.filter { node in
      arcs(at: node).reduce(0) { $0 + Double($1.sign) * values[Int($1.arc)] } < -Self.imbalance
    }
    programme.add(
      violated.map { node in
        let arcs = arcs(at: node).filter { column[Int($0.arc)] >= 0 }
        return LinearProgramme.Row(
          columns: arcs.map { column[Int($0.arc)] }, coefficients: arcs.map { Double($0.sign) },
          atLeast: 0)
      })
    rows += violated.map(Row.balance)
    return violated.isEmpty
  }

  /// A balance is worth its row where so much more leads in than out.
  private static let imbalance = 0.02

  /// The sets of nodes around the cuts that separation has found and that are still of use.
  var seeds: [[Int32]] {
    rows.compactMap {
      if case .cut(let cut) = $0, !cut.nodes.isEmpty { cut.nodes } else { nil }
    }
  }

  /// Closes the arcs that no tree better than the best one known may use.
  mutating func close(_ reduced: ReducedCosts) {
    for arc in isOpen.indices where isOpen[arc] && !reduced.admits(Int32(arc), problem) {
      isOpen[arc] = false
      values[arc] = -1
      if column[arc] >= 0 { upper[Int(column[arc])] = 0 }
    }
    programme.limitColumns(to: upper)
  }

  /// Whether open arcs lead from the root to every terminal, so that there is a solution.
  private var joinsTerminals: Bool {
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
    /// Cuts or balances have come in.
    case grown
    /// No cut is violated: the bound is all that the formulation gives.
    case complete
    /// No tree is better than the best one known.
    case infeasible
    /// The programme could not be solved.
    case failed
  }

  /// Solves the programme and adds the cuts that its solution violates.
  ///
  /// - Parameters:
  ///   - cutLimit: how many cuts are enough.
  ///   - threads: how many may look for them; what they find does not depend on it.
  ///   - secondsLeft: how long it may still take.
  /// - Returns: what has become of the programme.
  mutating func step(cutLimit: Int, threads: Int, secondsLeft: () -> Double) -> Step {
    let outcome = programme.solve(secondsLeft: secondsLeft)
    // The programme's word for it is a number's; the arcs say it exactly.
    if outcome == .infeasible, !joinsTerminals { return .infeasible }
    prices = programme.prices
    if outcome != .optimal { return .failed }
    value = programme.objective * unit + Double(entry)
    let solution = programme.values
    for (place, arc) in arcs.enumerated() where isOpen[Int(arc)] {
      values[Int(arc)] = max(0, solution[place])
    }
    dropSlackRows()
    let cuts = violatedCuts(limit: cutLimit, threads: threads)
    add(cuts)
    // They make the programme much harder to solve and say less than cuts do.
    let isBalanced = cuts.isEmpty ? addBalances() : true
    return cuts.isEmpty && isBalanced ? .complete : .grown
  }

  /// The cuts that the last solution violates, looked for around some terminals after the other.
  private mutating func violatedCuts(limit: Int, threads: Int) -> [NodeCut] {
    let others = problem.terminals.filter { $0 != root }
    let size = (others.count + Self.shares - 1) / Self.shares
    let shares = stride(from: 0, to: others.count, by: max(1, size)).map {
      Array(others[$0..<min($0 + size, others.count)])
    }
    let found = concurrentMap(shares, threads: threads) { [separation, values] share in
      var separation = separation
      return separation.cuts(values, around: share, limit: limit / Self.shares)
    }
    var known: Set<[Int32]> = []
    return found.joined().filter { known.insert($0.arcs).inserted }
  }

  /// In how many shares the terminals are looked at.
  private static let shares = 4

  /// Drops what the last solution fulfils without being held to it.
  private mutating func dropSlackRows() {
    let isSlack = programme.isSlack
    prices = zip(prices, isSlack).filter { !$1 }.map(\.0)
    rows = zip(rows, isSlack).filter { !$1 }.map(\.0)
    programme.removeRows(isSlack.indices.filter { isSlack[$0] }.map { Int32($0) })
  }

  /// The prices of the rows as whole numbers; nothing where a programme that was broken off has left some
  /// so great that they could not be summed.
  private var wholePrices: [Int64] {
    // What is no number is no price.
    let whole = prices.map { $0 > 0 ? Int64(min($0 * unit, 0x1p60)) : 0 }
    var most = 0.0
    for (row, price) in zip(rows, whole) where price > 0 {
      if case .balance(let node) = row { most += Double(price) * Double(arcs(at: node).count) }
    }
    return most < 0x1p60 ? whole : [Int64](repeating: 0, count: whole.count)
  }

  /// The bound that the last solution's prices prove, completed by dual ascent.
  ///
  /// - Parameters:
  ///   - closed: what is left of the cost of a closed arc, for nothing is taken off it.
  ///   - ceiling: a bound that is high enough.
  /// - Returns: the bound, with its cuts.
  /// - Throws: ``SteinerError/unreachable(_:)`` with numbers of the reduced graph.
  func certificate(closed: Int64, ceiling: Int64 = .max) throws(SteinerError) -> DualAscent {
    let wholePrices = wholePrices
    var left = [Int64](repeating: closed, count: isOpen.count)
    for arc in isOpen.indices where isOpen[arc] { left[arc] = costs[arc] }
    for (row, price) in zip(rows, wholePrices) where price > 0 {
      guard case .balance(let node) = row else { continue }
      for (arc, sign) in arcs(at: node) { left[Int(arc)] -= sign * price }
    }
    var bound = entry
    var raised = entries
    for (row, price) in zip(rows, wholePrices) {
      guard case .cut(let cut) = row else { continue }
      let most = cut.arcs.reduce(price) { min($0, left[Int($1)]) }
      if most <= 0 { continue }
      bound += most
      for arc in cut.arcs { left[Int(arc)] -= most }
      raised.append(DualAscent.Cut(arcs: cut.arcs, amount: most))
    }
    // Every tree uses an arc at most once: what is below nothing comes off the bound.
    for arc in left.indices where left[arc] < 0 {
      bound += left[arc]
      left[arc] = 0
    }
    return try DualAscent(
      problem, root: root, from: DualAscent.Start(reducedCosts: left, bound: bound, cuts: raised),
      recordsCuts: true, ceiling: ceiling)
  }
}
