import Foundation
import Graphs
import SteinerTrees
import TestSupport
import Testing

/// A published prize-collecting problem with its best known value, in millionths.
private struct KnownPrizes {
  let name: String
  let best: Int64
  let isProven: Bool
  let instance: PrizeCollectingInstance

  static func all(of set: String) throws -> [KnownPrizes] {
    let text = try String(contentsOfFile: Shared.path("steiner/KNOWN.tsv"), encoding: .utf8)
    return try text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields[1] == set else { return nil }
      return KnownPrizes(
        name: String(fields[0]), best: millionths(fields[6]), isProven: fields[7] == "yes",
        instance: try read(String(fields[8])))
    }
  }

  private static func millionths(_ text: Substring) -> Int64 {
    let parts = text.split(separator: ".")
    let fraction = parts.count > 1 ? String(parts[1].prefix(6)) : ""
    return Int64(parts[0])! * 1_000_000
      + (Int64(fraction.padding(toLength: 6, withPad: "0", startingAt: 0)) ?? 0)
  }

  private static func read(_ file: String) throws -> PrizeCollectingInstance {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", Shared.path("steiner/\(file)")]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var ends: [(NodeID, NodeID)] = []
    var costs: [Int64] = []
    var prizes: [Int64] = []
    var terminals: [NodeID] = []
    func node(_ word: Substring) -> NodeID { NodeID(UInt32(word)! - 1) }
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(whereSeparator: \.isWhitespace)
      switch words.first {
      case "Nodes": prizes = [Int64](repeating: 0, count: Int(words[1])!)
      case "E":
        ends.append((node(words[1]), node(words[2])))
        costs.append(millionths(words[3]))
      case "TP": prizes[Int(node(words[1]).rawValue)] = millionths(words[2])
      case "RootP": terminals.append(node(words[1]))
      default: break
      }
    }
    return PrizeCollectingInstance(
      graph: Graph(nodeCount: prizes.count, edges: ends), costs: costs, prizes: prizes,
      terminals: terminals)
  }
}

/// The faults in the solutions of a published set, and the instances not proven optimal.
private func outcome(of set: String) throws -> (faults: [String], unproven: [String]) {
  var faults: [String] = []
  var unproven: [String] = []
  var options = SteinerOptions()
  options.rounds = SteinerOptions.provingRounds
  options.proves = true
  for known in try KnownPrizes.all(of: set) {
    let solution = try solve(known.instance, options: options)
    if try known.instance.verify(nodes: solution.nodes, edges: solution.edges) != solution.cost {
      faults.append("\(known.name): the tree has a different cost")
    }
    // Some files have more than six decimal places.
    let tolerance = known.best / 1_000_000
    if solution.lowerBound > known.best + tolerance
      || known.isProven && solution.cost < known.best - tolerance
      || solution.cost > known.best + known.best / 20
    {
      faults.append(
        "\(known.name): \(solution.lowerBound)…\(solution.cost) for \(known.best)")
    }
    if !solution.isOptimal { unproven.append(known.name) }
  }
  return (faults, unproven)
}

@Suite(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
struct PublishedPrizesTests {
  @Test(arguments: ["pcspg-jmp", "pcspg-crr", "rpcst-cologne1", "rpcst-cologne2"])
  func `published prize-collecting problems are solved to proven optimality`(_ set: String) throws {
    let (faults, unproven) = try outcome(of: set)
    #expect(faults == [])
    #expect(unproven == [])
  }

  @Test func `a quota and a budget problem of a town have gaps below one per cent`() throws {
    let known = try #require(
      try KnownPrizes.all(of: "rpcst-vienna-derived").first { $0.name == "I053-pc" })
    let town = CoverageInstance(
      graph: known.instance.graph, costs: known.instance.costs.map { $0 / 1_000_000 },
      weights: known.instance.prizes.map { $0 / 1_000_000 },
      root: try #require(known.instance.terminals.first))
    let quota = town.weights.reduce(0, +) * 6 / 10
    let reached = try solve(town, quota: quota)
    #expect(try town.verify(nodes: reached.tree.nodes, edges: reached.tree.edges).weight >= quota)
    #expect(reached.gap < 0.01)
    let afforded = try solve(town, budget: reached.tree.cost)
    #expect(
      try town.verify(nodes: afforded.tree.nodes, edges: afforded.tree.edges).cost
        <= reached.tree.cost)
    #expect(afforded.gap < 0.01)
  }
}
