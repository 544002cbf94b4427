import CClp

/// A linear programme that grows by rows: least cost over columns from zero up, rows from below.
///
/// Solved by COIN-OR Clp's dual simplex method, which goes on from the last basis when rows come in.
@safe struct LinearProgramme: ~Copyable {
  /// Something to hold: the sum over some columns is at least so much.
  struct Row {
    let columns: [Int32]
    let coefficients: [Double]
    let atLeast: Double
  }

  enum Outcome {
    case optimal
    case infeasible
    /// The work allowed did not suffice, or the numbers did not.
    case unfinished
  }

  private let model: UnsafeMutableRawPointer
  private let columnCount: Int
  private(set) var rowCount = 0
  /// How long a step has taken lately; 0 where that is not known.
  private var secondsPerStep = 0.0

  /// - Parameter objective: the cost of each column, none negative.
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

  /// Sets the most each column may be.
  mutating func limitColumns(to upper: [Double]) {
    precondition(upper.count == columnCount)
    unsafe Clp_chgColumnUpper(model, upper)
  }

  /// Goes on from the last basis.
  ///
  /// - Parameter secondsLeft: asked now and then how long it may still take.
  /// - Returns: whether there is a solution now.
  mutating func solve(secondsLeft: () -> Double) -> Outcome {
    while true {
      let start = ContinuousClock.now
      let left = secondsLeft()
      unsafe Clp_setMaximumIterations(model, stepLimit(left))
      unsafe Clp_dual(model, 0)
      let steps = unsafe Clp_numberIterations(model)
      let taken = (ContinuousClock.now - start) / .seconds(1)
      if steps > 10 { secondsPerStep = taken / Double(steps) }
      switch unsafe Clp_status(model) {
      case 0: return .optimal
      case 1: return .infeasible
      case 3 where steps > 0 && secondsLeft() > Self.leastSeconds: continue
      default: return .unfinished
      }
    }
  }

  /// How long a step may take for each row, by measurement.
  private static let secondsPerStepAndRow = 5e-8

  /// What is too short to begin anew in.
  private static let leastSeconds = 0.05

  /// How many steps are taken before the clock is asked again: as many as fit in half of what is left.
  private func stepLimit(_ secondsLeft: Double) -> Int32 {
    if secondsLeft == .infinity { return .max }
    // Steps become slower with the rows, so that the last ones tell too little of the next.
    let secondsPerStep = max(secondsPerStep, Self.secondsPerStepAndRow * Double(rowCount + 1))
    return Int32(max(20, min(1e6, secondsLeft / secondsPerStep / 2)))
  }

  var objective: Double { unsafe Clp_objectiveValue(model) }

  /// By column its value.
  var values: [Double] { unsafe copy(Clp_primalColumnSolution(model), columnCount) }

  /// By row its price.
  var prices: [Double] { unsafe copy(Clp_dualRowSolution(model), rowCount) }

  /// By row whether it is slack, so that the programme is solved without it as well.
  var isSlack: [Bool] {
    (0..<Int32(rowCount)).map { unsafe Clp_getRowStatus(model, $0) == Self.basic }
  }

  /// How Clp marks what belongs to the basis.
  private static let basic: Int32 = 1

  private func copy(_ start: UnsafeMutablePointer<Double>?, _ count: Int) -> [Double] {
    unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }
}
