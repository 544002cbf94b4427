import CommandLineKit
import NetworkModel
import Operations
import TextFormats

/// `trasse reports list`: lists the reports of citizens.
struct ReportsListCommand: Command {
  static let declaration = CommandDeclaration(
    name: "reports list", summary: "lists the open reports, the oldest first",
    positionals: [SharedOptions.project],
    options: [
      .init(name: "--all", help: "also the closed ones, with their results"),
      .init(name: "--personal", help: "also how to reach the senders"),
      SharedOptions.tableFormat,
    ],
    example: "trasse reports ratingen.gpkg list --format csv")

  private let operation: ListReports
  private let showsPersonal: Bool
  private let format: String

  init(_ arguments: Arguments) throws {
    operation = ListReports(
      project: arguments.positional(0), listsClosed: arguments.isSet("--all"))
    showsPersonal = arguments.isSet("--personal")
    format = arguments.value("--format") ?? "text"
  }

  private var showsAll: Bool { operation.listsClosed }

  func run() throws {
    let output = try operation.run()
    let rows = output.rows
    switch format {
    case "json": try StandardStreams.printResult(json(rows).document)
    case "csv":
      var csv = CSVWriter(.lineFeed)
      csv.row(columns)
      for row in rows { csv.row(cells(row)) }
      try StandardStreams.printResult(csv.text)
    default:
      var table = Table()
      table.add(columns)
      for row in rows { table.add(cells(row)) }
      try StandardStreams.printResult(
        (rows.isEmpty ? "" : table.text)
          + "(\(NumberStyle.grouped.text(output.open)) of "
          + "\(NumberStyle.grouped.text(output.total)) reports are open)\n"
      )
    }
  }

  private var columns: [String] {
    ["report", "received", "kind", "address", "message"] + (showsPersonal ? ["contact"] : [])
      + (showsAll ? ["closed", "result"] : [])
  }

  private func cells(_ row: ListReports.Row) -> [String] {
    let report = row.report
    return [
      report.id, report.received.description, report.kind, row.place,
      report.personal[.message] ?? "",
    ] + (showsPersonal ? [report.personal[.contact] ?? ""] : [])
      + (showsAll ? [report.closing?.time.description ?? "", report.closing?.result ?? ""] : [])
  }

  private func json(_ rows: [ListReports.Row]) -> JSONText {
    let list = rows.map { row in
      let report = row.report
      var members: [(String, JSONText)] = [
        ("report", .text(report.id)), ("received", .text(report.received.description)),
        ("kind", .text(report.kind)), ("address_id", .optional(report.addressID?.rawValue)),
        ("address", .optional(row.address)), ("written", .optional(report.personal[.address])),
        ("message", .optional(report.personal[.message])),
      ]
      if showsPersonal { members.append(("contact", .optional(report.personal[.contact]))) }
      members += [
        ("state", .text(report.closing == nil ? "open" : "closed")),
        ("closed", .optional(report.closing?.time.description)),
        ("result", .optional(report.closing?.result)),
      ]
      return JSONText.object(members)
    }
    return .object([("reports", .array(list))])
  }
}

extension ListReports.Row {
  /// The address in the project, or the text that was given as one.
  fileprivate var place: String {
    address ?? "not on file: \(report.personal[.address] ?? "(erased)")"
  }
}
