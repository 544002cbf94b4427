import Foundation
import Geospatial
import Graphs
import NetworkModel
import ProjectStore
import Rules
import SteinerTrees
import TrenchPlanning

/// The benchmarks that run in one process.
///
/// `benchmarks/run.py` calls them and the programs for comparison.
@main
struct Benchmarks {
  private static let usage = """
    Usage: benchmarks region COUNT            plans an artificial region with COUNT addresses
           benchmarks problem PROJECT FILE    writes the Steiner tree problem of a project's plan
           benchmarks index STREETS TOWNS FILE
                                              writes the search index of an artificial country, and queries
           benchmarks suggest FILE THREADS    requests suggestions from the index
    Each command prints one line of JSON.
    """

  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    switch (words.first, words.count) {
    case ("region", 2): try region(Int(words[1]) ?? 10_000)
    case ("problem", 3): try problem(of: words[1], to: words[2])
    case ("index", 4):
      try SearchBenchmark.build(
        streets: Int(words[1]) ?? 1500, towns: Int(words[2]) ?? 1, to: words[3])
    case ("suggest", 3): try SearchBenchmark.ask(words[1], threads: Int(words[2]) ?? 1)
    default:
      print(usage)
      exit(64)
    }
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let duration = try clock.measure(body)
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private static func region(_ count: Int) throws {
    let inventory = MadeUpRegion(addresses: count, seed: 1).inventory
    let planner = Planner(inventory, rules: try PlanningRules.standard())
    var outcome: PlanOutcome?
    let time = try seconds { outcome = try planner.run(inputDigests: [:]) }
    guard let outcome else { return }
    print(
      """
      {"addresses": \(inventory.addresses.count), "served": \(outcome.total.addressesServed), \
      "seconds": \(time), "graph": \(outcome.seconds.graph), \
      "optimise": \(outcome.seconds.optimise), "design": \(outcome.seconds.design), \
      "gap": \(outcome.plan.scenario.gap)}
      """)
  }

  private static func problem(of path: String, to file: String) throws {
    let project = try Project(path: path, readOnly: true)
    let inventory = try project.inventory()
    let planner = Planner(inventory, rules: try PlanningRules.standard())
    guard let instance = try planner.problem() else { return }
    var text = "33D32945 STP File, STP Format Version 1.0\nSECTION Graph\n"
    text += "Nodes \(instance.graph.nodeCount)\nEdges \(instance.graph.edgeCount)\n"
    for edge in 0..<instance.graph.edgeCount {
      let (a, b) = instance.graph.ends(of: EdgeID(UInt32(edge)))
      text += "E \(a.rawValue + 1) \(b.rawValue + 1) \(instance.costs[edge])\n"
    }
    text += "END\nSECTION Terminals\nTerminals \(instance.terminals.count)\n"
    for terminal in instance.terminals { text += "T \(terminal.rawValue + 1)\n" }
    text += "END\nEOF\n"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    var answer: SteinerSolution?
    let time = try seconds {
      answer = try SteinerTrees.solve(instance, options: planner.effort(for: instance))
    }
    guard let solution = answer else { return }
    print(
      """
      {"nodes": \(instance.graph.nodeCount), "edges": \(instance.graph.edgeCount), \
      "terminals": \(instance.terminals.count), "cost": \(solution.cost), \
      "lower_bound": \(solution.lowerBound), "seconds": \(time)}
      """)
  }
}
