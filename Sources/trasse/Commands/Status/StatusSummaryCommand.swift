import CommandLineKit
import NetworkModel
import Operations
import ProjectStore
import TextFormats

/// `trasse status summary`: counts states.
struct StatusSummaryCommand: Command {
  static let declaration = CommandDeclaration(
    name: "status summary", summary: "counts buildings and dwellings by state",
    positionals: [SharedOptions.project],
    options: [SharedOptions.grouping, SharedOptions.tableFormat],
    example: "trasse status ratingen.gpkg summary --by district --format csv")

  private let operation: SummarizeStatus
  private let format: String

  init(_ arguments: Arguments) throws {
    operation = SummarizeStatus(
      project: arguments.positional(0), grouping: arguments.grouping)
    format = arguments.value("--format") ?? "text"
  }

  func run() throws { try StandardStreams.printResult(try operation.run().document(format)) }
}

/// The counts as text, JSON and CSV.
extension SummarizeStatus.Output {
  func document(_ format: String) -> String {
    switch format {
    case "json": json.document
    case "csv": csv
    default: text
    }
  }

  private typealias Count = (group: String?, kind: String, state: String, number: Int)

  /// Every number that is not zero, in the order of groups, kinds and words.
  private var counts: [Count] {
    summary.groups.flatMap { group in
      [("building", group.buildings), ("dwelling", group.dwellings)].flatMap { kind, numbers in
        zip(ConnectionStatus.words, numbers).filter { $0.1 > 0 }.map {
          (group.name, kind, $0.0, $0.1)
        }
      }
    }
  }

  private var csv: String {
    var csv = CSVWriter(.lineFeed)
    csv.row([grouping?.rawValue ?? "part", "subject", "state", "count"])
    for count in counts {
      csv.row([count.group ?? "all", count.kind, count.state, "\(count.number)"])
    }
    return csv.text
  }

  private var json: JSONText {
    func states(_ numbers: [Int]) -> JSONText {
      .object(zip(ConnectionStatus.words, numbers).filter { $0.1 > 0 }.map { ($0, .count($1)) })
    }
    let groups = summary.groups.map { group in
      JSONText.object([
        (grouping?.rawValue ?? "part", .optional(group.name)),
        ("buildings", states(group.buildings)), ("dwellings", states(group.dwellings)),
      ])
    }
    return .object([
      ("date", .optional(date?.description)), ("last_event", .integer(lastEvent)),
      ("not_on_file", .count(summary.notOnFile)), ("groups", .array(groups)),
    ])
  }

  private var text: String {
    var table = Table()
    var group: String??
    for count in counts {
      if group != .some(count.group) {
        table.add([count.group ?? "all", "", ""])
        group = count.group
      }
      table.add(["  \(count.kind) \(count.state)", NumberStyle.grouped.text(count.number)])
    }
    let moment = date.map { "as of \($0), " } ?? ""
    let lost =
      summary.notOnFile > 0 ? "; \(summary.notOnFile) with events are no longer on file" : ""
    return table.text + "(\(moment)events 1 to \(lastEvent)\(lost))\n"
  }
}
