import Foundation
import Graphs
import SteinerTrees
import TestSupport
import Testing

/// A line of the list of best known values.
private struct KnownInstance {
  let name: String
  let set: String
  let best: Int64
  let isProven: Bool
  let file: String

  static func all() throws -> [KnownInstance] {
    let text = try String(contentsOfFile: Shared.path("steiner/KNOWN.tsv"), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields[2] == "SPG", let best = Int64(fields[6]) else { return nil }
      return KnownInstance(
        name: String(fields[0]), set: String(fields[1]), best: best, isProven: fields[7] == "yes",
        file: String(fields[8]))
    }
  }

  func read() throws -> SteinerInstance {
    let url = URL(fileURLWithPath: Shared.path("steiner/\(file)"))
    let file = try SteinerFile(reading: Array(try Data(contentsOf: url)))
    guard case .steiner(let instance) = file.problem else { throw CancellationError() }
    return instance
  }
}

/// The faults in the solutions of published instances: invalid trees, invalid bounds, and trees
/// that exceed the best known value by more than a fraction.
private func faults(_ instances: [KnownInstance], within fraction: Double) throws -> [String] {
  var faults: [String] = []
  for known in instances {
    let instance = try known.read()
    let clock = ContinuousClock()
    let start = clock.now
    let solution = try solve(instance)
    if ProcessInfo.processInfo.environment["TRASSE_TABLE"] != nil {
      let gap = Int(solution.gap * 100_000)
      let over = Double(solution.cost - known.best) / Double(known.best) * 100
      print("|", known.set, known.name, solution.cost, known.best, gap, over, clock.now - start)
    }
    if try instance.verify(solution.edges) != solution.cost {
      faults.append("\(known.name): the tree has a different cost")
    }
    if solution.lowerBound > known.best || known.isProven && solution.cost < known.best {
      faults.append("\(known.name): \(solution.lowerBound)…\(solution.cost) for \(known.best)")
    }
    if Double(solution.cost) > Double(known.best) * (1 + fraction) {
      faults.append("\(known.name): tree \(solution.cost) for \(known.best)")
    }
  }
  return faults
}

@Suite(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
struct PublishedInstancesTests {
  @Test func `SteinLib B is solved within three per cent, and bounds never exceed the optimum`()
    throws
  {
    let set = try KnownInstance.all().filter { $0.set == "steinlib-B" }
    #expect(set.count == 18)
    #expect(try faults(set, within: 0.03) == [])
  }

  @Test func `telecommunication instances are solved to within half a per cent without a proof`()
    throws
  {
    let names = ["I054", "I053", "I039", "I004", "I067", "I014", "es1000fst08", "es1000fst12"]
    let set = try KnownInstance.all().filter { names.contains($0.name) }
    #expect(set.count == names.count)
    #expect(try faults(set, within: 0.005) == [])
  }

  @Test func `the proven gap of a real town with two-sided streets is below half a per cent`()
    throws
  {
    let town = try #require(try KnownInstance.all().first { $0.set == "towns" })
    #expect(try faults([town], within: 0) == [])
    #expect(try solve(town.read()).gap < 0.005)
  }

  /// All instances, for the results table of a release: `TRASSE_TABLE=1 swift test --filter …`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["TRASSE_TABLE"] != nil, "takes minutes"))
  func `no published optimum is contradicted`() throws {
    let isQuick = { (known: KnownInstance) in known.set != "hard" && known.set != "towns" }
    #expect(try faults(KnownInstance.all().filter(isQuick), within: 1) == [])
  }
}
