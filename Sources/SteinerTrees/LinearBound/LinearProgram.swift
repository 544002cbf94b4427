import CClp

/// A linear program to which rows can be added: minimise the total cost of columns between 0 and
/// their upper bounds, subject to lower bounds of rows.
///
/// The program is solved by the dual simplex method of COIN-OR Clp. When rows are added, the method
/// continues from the last basis.
@safe struct LinearProgram: ~Copyable {
  /// A constraint: a weighted sum of columns is at least a given value.
  struct Row {
    let columns: [Int32]
    let coefficients: [Double]
    let atLeast: Double
  }

  enum Outcome {
    case optimal
    case infeasible
    /// The iteration limit was reached, or numerical problems occurred.
    case unfinished
  }

  private let model: UnsafeMutableRawPointer
  private let columnCount: Int
  private(set) var rowCount = 0
  /// The duration of a simplex iteration in the last call; 0 if it is not known.
  private var secondsPerIteration = 0.0

  /// - Parameter objective: the non-negative cost of each column.
  init(objective: [Double]) {
    guard let model = unsafe Clp_newModel() else { preconditionFailure("Clp has no memory") }
    unsafe self.model = model
    columnCount = objective.count
    unsafe Clp_setLogLevel(model, 0)
    let starts = [Int32](repeating: 0, count: objective.count + 1)
    let lower = [Double](repeating: 0, count: objective.count)
    let upper = [Double](repeating: 1, count: objective.count)
    unsafe Clp_addColumns(
      model, Int32(objective.count), lower, upper, objective, starts, [Int32](), [Double]())
  }

  deinit { unsafe Clp_deleteModel(model) }

  mutating func add(_ rows: [Row]) {
    if rows.isEmpty { return }
    var starts: [Int32] = [0]
    var columns: [Int32] = []
    var coefficients: [Double] = []
    for row in rows {
      columns += row.columns
      coefficients += row.coefficients
      starts.append(Int32(columns.count))
    }
    let upper = [Double](repeating: .greatestFiniteMagnitude, count: rows.count)
    unsafe Clp_addRows(
      model, Int32(rows.count), rows.map(\.atLeast), upper, starts, columns, coefficients)
    rowCount += rows.count
  }

  mutating func removeRows(_ rows: [Int32]) {
    if rows.isEmpty { return }
    unsafe Clp_deleteRows(model, Int32(rows.count), rows)
    rowCount -= rows.count
  }

  /// Sets the upper bounds of all columns.
  mutating func limitColumns(to upper: [Double]) {
    precondition(upper.count == columnCount)
    unsafe Clp_chgColumnUpper(model, upper)
  }

  /// Solves the program, starting from the last basis.
  ///
  /// - Parameter secondsLeft: called at intervals; returns the time that remains.
  /// - Returns: whether the solution is optimal.
  mutating func solve(secondsLeft: () -> Double) -> Outcome {
    while true {
      let start = ContinuousClock.now
      let left = secondsLeft()
      unsafe Clp_setMaximumIterations(model, iterationLimit(left))
      unsafe Clp_dual(model, 0)
      let iterations = unsafe Clp_numberIterations(model)
      let taken = (ContinuousClock.now - start) / .seconds(1)
      if iterations > 10 { secondsPerIteration = taken / Double(iterations) }
      switch unsafe Clp_status(model) {
      case 0: return .optimal
      case 1: return .infeasible
      case 3 where iterations > 0 && secondsLeft() > Self.leastSeconds: continue
      default: return .unfinished
      }
    }
  }

  /// The measured duration of an iteration for each row.
  private static let secondsPerIterationAndRow = 5e-8

  /// If less time remains, the solver is not started again.
  private static let leastSeconds = 0.05

  /// The number of iterations before the clock is read again: as many as fit in half of the
  /// remaining time.
  private func iterationLimit(_ secondsLeft: Double) -> Int32 {
    if secondsLeft == .infinity { return .max }
    // Iterations become slower with more rows, so the last measurement alone is too optimistic.
    let secondsPerIteration = max(
      secondsPerIteration, Self.secondsPerIterationAndRow * Double(rowCount + 1))
    return Int32(max(20, min(1e6, secondsLeft / secondsPerIteration / 2)))
  }

  /// The objective value of the solution.
  var objective: Double { unsafe Clp_objectiveValue(model) }

  /// The value of each column.
  var values: [Double] { unsafe copy(Clp_primalColumnSolution(model), columnCount) }

  /// The dual value of each row.
  var dualValues: [Double] { unsafe copy(Clp_dualRowSolution(model), rowCount) }

  /// Whether each row is slack, so that it can be removed without changing the solution.
  var isSlack: [Bool] {
    (0..<Int32(rowCount)).map { unsafe Clp_getRowStatus(model, $0) == Self.basic }
  }

  /// The status that Clp assigns to members of the basis.
  private static let basic: Int32 = 1

  private func copy(_ start: UnsafeMutablePointer<Double>?, _ count: Int) -> [Double] {
    unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }
}
