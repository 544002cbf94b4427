import CommandLineKit
import Graphs
import SteinerTrees
import TextFormats

/// What `trasse solve` says about its answer.
struct SolveSummary {
  /// What both kinds of problem are answered with.
  struct Answer {
    let edges: [EdgeID]
    let cost: Int64
    let lowerBound: Int64
    let gap: Double
    let isOptimal: Bool
    let statistics: SteinerStatistics

    init(_ solution: SteinerSolution) {
      edges = solution.edges
      cost = solution.cost
      lowerBound = solution.lowerBound
      gap = solution.gap
      isOptimal = solution.isOptimal
      statistics = solution.statistics
    }

    init(_ solution: PrizeCollectingSolution) {
      edges = solution.edges
      cost = solution.cost
      lowerBound = solution.lowerBound
      gap = solution.gap
      isOptimal = solution.isOptimal
      statistics = solution.statistics
    }
  }

  let file: SteinerFile
  let answer: Answer
  let threads: Int
  let readSeconds: Double
  let totalSeconds: Double

  var json: JSONText {
    .object([
      ("variant", .text(file.variant.rawValue)),
      ("nodes", .count(file.graph.nodeCount)),
      ("edges", .count(file.graph.edgeCount)),
      ("terminals", .count(file.terminalCount)),
      ("reduced_nodes", .count(answer.statistics.nodesLeft)),
      ("reduced_edges", .count(answer.statistics.edgesLeft)),
      ("cost", .number(file.text(of: answer.cost))),
      ("lower_bound", .number(file.text(of: answer.lowerBound))),
      ("gap", .decimal(answer.gap, places: 6)),
      ("optimal", .bool(answer.isOptimal)),
      (
        "seconds",
        .object([
          ("read", .decimal(readSeconds, places: 3)),
          ("reduce", .decimal(answer.statistics.reductionTime.inSeconds, places: 3)),
          ("total", .decimal(totalSeconds, places: 3)),
        ])
      ),
      ("threads", .count(threads)),
    ])
  }

  var text: String {
    var table = Table()
    table.add("nodes", String(file.graph.nodeCount))
    table.add("edges", String(file.graph.edgeCount))
    table.add("terminals", String(file.terminalCount))
    table.add("edges left open", String(answer.statistics.edgesLeft))
    table.add("cost", file.text(of: answer.cost))
    table.add("lower bound", file.text(of: answer.lowerBound))
    table.add("gap", NumberStyle.plain.percent(answer.gap, places: 3))
    table.add("time", "\(NumberStyle.plain.text(totalSeconds, places: 3)) s")
    return "\(name)\n" + table.text
      + (answer.isOptimal
        ? "\nProven: no tree costs less.\n"
        : "\nProven: no tree costs less than \(file.text(of: answer.lowerBound)).\n")
  }

  private var name: String {
    switch file.variant {
    case .steiner: "Steiner tree (SPG)"
    case .prizeCollecting: "Prize-collecting Steiner tree (PCSPG)"
    case .rootedPrizeCollecting: "Rooted prize-collecting Steiner tree (RPCST)"
    }
  }
}
