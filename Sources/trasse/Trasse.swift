import Analyses
import Foundation
import GeoPackage
import NetworkModel
import ProjectStore
import PublicProjection
import Rules
import TrenchPlanning

/// The command line: finds the command, runs it, and turns what goes wrong into an exit status.
@main
struct Trasse {
  static let version = "0.1.0"

  private static let commands: [any Command.Type] = [
    NewProject.self, ImportFiles.self, CheckData.self, CoverageCommand.self, RouteCommand.self,
    PlanCommand.self, PriceCommand.self, VerifyPlan.self, ComparePlans.self, EnterBuilt.self,
    ConnectOrders.self, ExportLayers.self, PublishCommand.self, LookupCommand.self,
    ServeCommand.self, SolveCommand.self,
  ]

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    Interruption.isCaught()
    exit(status(of: Array(CommandLine.arguments.dropFirst())))
  }

  private static func status(of words: [String]) -> Int32 {
    do {
      try run(words)
      return 0
    } catch let error as Arguments.UsageError {
      tell(error.message)
      return 64
    } catch Outcome.failed {
      return 1
    } catch Outcome.interrupted {
      return 130
    } catch let error as ProjectError {
      tell(error.description)
      return switch error.category {
      case .badData: 65
      case .noInput: 66
      case .cannotCreate: 73
      case .inputOutput: 74
      case .usage: 64
      }
    } catch let error as PublicDataError {
      tell(error.description)
      return switch error.category {
      case .badData: 65
      case .noInput: 66
      case .cannotCreate: 73
      case .inputOutput: 74
      }
    } catch let error as ServeCommand.Fault {
      tell(error.description)
      return error.status
    } catch let error as RulesError {
      tell(error.description)
      return 65
    } catch let error as PlanningError {
      tell(error.description)
      return switch error {
      case .hardLimit, .quotaOutOfReach: 1
      case .unknownArea: 64
      default: 65
      }
    } catch let error as CoverageError {
      tell(error.description)
      return 65
    } catch let error as NoTreeError {
      tell(error.description)
      return 1
    } catch let error as OutputError {
      tell(error.description)
      return error.isReadWrite ? 74 : 73
    } catch {
      tell("a fault of the program: \(error). Please report it.")
      return 70
    }
  }

  private static func run(_ words: [String]) throws {
    guard let name = words.first else {
      print(overview, terminator: "")
      throw Arguments.UsageError(message: "a command is missing")
    }
    switch name {
    case "--version": return print("trasse \(version)")
    case "--help", "-h": return print(overview, terminator: "")
    case "help":
      guard words.count > 1 else { return print(overview, terminator: "") }
      if let group = group(words[1]) {
        return print(try group.help(Array(words.dropFirst(2))), terminator: "")
      }
      return print(try command(words[1]).declaration.help, terminator: "")
    default: break
    }
    if let group = group(name) {
      let rest = Array(words.dropFirst())
      guard let call = try group.call(rest) else {
        return print(try group.help(rest), terminator: "")
      }
      return try run(call.command, call.words)
    }
    try run(try command(name), Array(words.dropFirst()))
  }

  private static func run(_ command: any Command.Type, _ words: [String]) throws {
    let arguments = try Arguments(words, command.declaration)
    if arguments.isSet("--help") { return print(command.declaration.help, terminator: "") }
    try command.init(arguments).run()
  }

  private static func group(_ name: String) -> CommandGroup? {
    CommandGroup.all.first { $0.name == name }
  }

  private static func command(_ name: String) throws -> any Command.Type {
    if let command = commands.first(where: { $0.declaration.name == name }) { return command }
    let nearest = NearestWord.to(
      name, among: commands.map { $0.declaration.name } + CommandGroup.all.map(\.name) + ["help"])
    throw Arguments.UsageError(
      message: "unknown command \(name)"
        + (nearest.map { ": did you mean \($0)?" } ?? ": see `trasse help`"))
  }

  private static var overview: String {
    let entries =
      commands.map { ($0.declaration.name, $0.declaration.summary) }
      + CommandGroup.all.map { ($0.name, $0.summary) }
    let width = entries.map(\.0.count).max() ?? 0
    let rows = entries.map { name, summary in
      "  \(name)\(String(repeating: " ", count: width - name.count))  \(summary)"
    }
    return """
      Trasse plans fibre networks: the cheapest trench network that reaches every home, with a proof.

      Usage: trasse COMMAND PROJECT.gpkg [options]

      \(rows.joined(separator: "\n"))

      `trasse help COMMAND` explains one with an example.

      """
  }

  /// Tells the person before the terminal something that is no result.
  static func tell(_ message: String) {
    FileHandle.standardError.write(Data("trasse: \(message)\n".utf8))
  }
}
