import CommandLineKit
import Foundation
import Graphs
import Operations
import SteinerTrees
import TextFormats

/// `trasse solve`: the optimiser alone, on benchmark formats.
struct SolveCommand: Command {
  static let declaration = CommandDeclaration(
    name: "solve", summary: "solves a Steiner tree file: the cheapest tree, with its proof",
    positionals: [
      .init(
        name: "FILE", kind: .file,
        help: "SteinLib/DIMACS .stp or PACE .gr, also compressed with gzip")
    ],
    options: [
      SharedOptions.time,
      SharedOptions.threads,
      .init(
        name: "-o", value: "SOLUTION", kind: .output,
        help: "write the tree: VALUE x, then one edge u v on each line"),
    ],
    example: "trasse solve I004.gr.gz --time 60 -o I004.sol")

  private let path: String
  private let target: OutputTarget?
  private var options = SteinerOptions()
  private let isJSON: Bool
  private let progress: ProgressPrinter

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    target = arguments.output("-o")
    options.timeLimit = try arguments.timeLimit()
    options.threads = try arguments.threads() ?? options.threads
    options.rounds = SteinerOptions.provingRounds
    options.proves = true
    options.isInterrupted = { Interruption.isRequested }
    isJSON = arguments.isJSON
    progress = ProgressPrinter(isQuiet: arguments.isQuiet)
  }

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let file = try read()
    let output = try target?.sink()
    let read = clock.now
    Interruption.deferToCommand()
    progress.step(
      "solving \(file.variant.rawValue) with \(NumberStyle.grouped.text(file.graph.nodeCount)) nodes "
        + "and \(NumberStyle.grouped.text(file.graph.edgeCount)) edges")
    let answer = try solve(file)
    if let output {
      try output.write(solutionText(answer, of: file))
      try output.finish()
    }
    let summary = SolveSummary(
      file: file, answer: answer, threads: options.threads,
      readSeconds: (read - start).inSeconds, totalSeconds: (clock.now - start).inSeconds)
    try StandardStreams.printResult(isJSON ? summary.json.document : summary.text.visible)
    if Interruption.isRequested { throw Outcome.interrupted }
  }

  private func read() throws -> SteinerFile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw OperationError.unreadableFile(path: path)
    }
    do {
      return try SteinerFile(reading: Array(data))
    } catch {
      throw Failure(.badData, "\(path): \(error.description.withoutFullStop)")
    }
  }

  private func solve(_ file: SteinerFile) throws -> SolveSummary.Answer {
    do {
      switch file.problem {
      case .steiner(let instance):
        return SolveSummary.Answer(try SteinerTrees.solve(instance, options: options))
      case .prizeCollecting(let instance):
        return SolveSummary.Answer(try SteinerTrees.solve(instance, options: options))
      }
    } catch SteinerError.tooGreat {
      throw Failure(
        .badData, "\(path): costs times prizes exceed the largest number that is exact",
        fix: "use fewer decimals, or a greater unit of cost")
    } catch SteinerError.unreachable(let terminals) {
      throw Failure(.failure, Self.words(path, apart: terminals))
    }
  }

  /// The tree as the PACE challenge writes it, nodes numbered as in the input.
  private func solutionText(_ answer: SolveSummary.Answer, of file: SteinerFile) -> String {
    var text = "VALUE \(file.text(of: answer.cost))\n"
    for edge in answer.edges {
      let (a, b) = file.graph.ends(of: edge)
      text += "\(a.rawValue + 1) \(b.rawValue + 1)\n"
    }
    return text
  }

  private static func words(_ file: String, apart: [NodeID]) -> String {
    let numbers = apart.prefix(10).map { String($0.rawValue + 1) }.joined(separator: ", ")
    let more = apart.count > 10 ? " and \(apart.count - 10) more" : ""
    return "\(file): there is no tree: terminal \(numbers)\(more) is not connected to the others"
  }
}
