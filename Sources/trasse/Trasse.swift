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
      NewProject.self, ImportFiles.self, CheckData.self, CoverageCommand.self, RouteCommand.self,
      PlanCommand.self, PriceCommand.self, VerifyPlan.self, ComparePlans.self, EnterBuilt.self,
      ConnectOrders.self, ExportLayers.self, PublishCommand.self, LookupCommand.self,
      ServeCommand.self, SolveCommand.self,
    ],
    groups: [
      CommandGroup(
        name: "status",
        summary: "keeps the status of every building and dwelling, as a ledger of events",
        documentation: "Steps and table: docs/ledger.md.",
        commands: [
          SetStatus.self, ImportStatus.self, ShowStatus.self, StatusHistory.self,
          SummariseStatus.self, StatusAtDate.self, WatchStatus.self, VerifyLedger.self,
          RebuildStandings.self, ErasePersonalData.self,
        ]),
      CommandGroup(
        name: "reports",
        summary: "imports the errors that citizens report, and closes them with a result",
        documentation: "Events and personal data: docs/ledger.md.",
        commands: [
          ImportReports.self, ListReports.self, CloseReport.self, ReopenReport.self,
          EraseReport.self,
        ]),
      CommandGroup(
        name: "token",
        summary: "manages access to the project over the network (trasse serve)",
        documentation: "Scopes of tokens: docs/staff.md.",
        commands: [AddToken.self, ListTokens.self, RevokeToken.self]),
    ])

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    Interruption.installHandlers()
    exit(program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }
}
