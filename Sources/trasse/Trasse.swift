import CommandLineKit
import Foundation

/// The command line of the planner.
@main
enum Trasse {
  static let program = Program(
    name: "trasse", version: Version.current,
    summary:
      "Trasse plans fibre networks: the cheapest trench network that reaches every home, with a proof.",
    usage: "trasse COMMAND PROJECT.gpkg [options]",
    commands: [
      NewCommand.self, UpgradeCommand.self, ImportCommand.self, CheckCommand.self,
      CoverageCommand.self,
      RouteCommand.self, PlanCommand.self, PriceCommand.self, VerifyCommand.self,
      CompareCommand.self, BuiltCommand.self, ConnectCommand.self, ExportCommand.self,
      PublishCommand.self, LookupCommand.self, ServeCommand.self, SolveCommand.self,
    ],
    groups: [
      CommandGroup(
        name: "status",
        summary: "keeps the status of every building and dwelling, as a ledger of events",
        documentation: "Steps and table: docs/ledger.md.",
        commands: [
          StatusSetCommand.self, StatusImportCommand.self, StatusShowCommand.self,
          StatusHistoryCommand.self, StatusSummaryCommand.self, StatusAtCommand.self,
          StatusWatchCommand.self, StatusVerifyCommand.self, StatusRebuildCommand.self,
          StatusEraseCommand.self,
        ]),
      CommandGroup(
        name: "reports",
        summary: "imports the errors that citizens report, and closes them with a result",
        documentation: "Events and personal data: docs/ledger.md.",
        commands: [
          ReportsImportCommand.self, ReportsListCommand.self, ReportsCloseCommand.self,
          ReportsReopenCommand.self, ReportsEraseCommand.self,
        ]),
      CommandGroup(
        name: "token",
        summary: "manages access to the project over the network (trasse serve)",
        documentation: "Scopes of tokens: docs/staff.md.",
        commands: [TokenAddCommand.self, TokenListCommand.self, TokenRevokeCommand.self]),
    ])

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    Interruption.installHandlers()
    exit(program.run().rawValue)
  }
}
