import AddressSearch
import CommandLineKit
import NetworkModel
import ProjectStore
import TextFormats

/// `trasse reports list`: what citizens have reported.
struct ListReports: Command {
  static let declaration = CommandDeclaration(
    name: "reports list", summary: "lists the open reports, oldest first",
    positionals: [SharedOptions.project],
    options: [
      .init(name: "--all", help: "also the closed ones, with their results"),
      .init(name: "--personal", help: "also how the senders can be reached"),
      SharedOptions.tableFormat,
    ],
    example: "trasse reports ratingen.gpkg list --format csv")

  private let path: String
  private let showsAll: Bool
  private let showsPersonal: Bool
  private let format: String

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    showsAll = arguments.isSet("--all")
    showsPersonal = arguments.isSet("--personal")
    format = arguments.value("--format") ?? "text"
  }

  /// One line of the list: a report and where it is.
  private struct Row {
    let report: CitizenReport
    let address: String?

    /// The address on file, or what was given as one.
    var place: String {
      address ?? "not on file: \(report.personal[.address] ?? "(erased)")"
    }
  }

  func run() throws {
    let project = try Project(path: path, readOnly: true)
    let index = try project.addressIndex()
    let reports = try project.reports()
    let rows = reports.filter { showsAll || $0.closing == nil }
      .sorted { ($0.received, $0.id) < ($1.received, $1.id) }
      .map { report in
        Row(report: report, address: report.addressID.flatMap { index.entry(id: $0)?.description })
      }
    switch format {
    case "json": print(json(rows).document, terminator: "")
    case "csv":
      // Strangers wrote the messages, and an office opens the file in a spreadsheet.
      var csv = CSVWriter(.lineFeed, formulas: .disarmed)
      csv.row(columns)
      for row in rows { csv.row(cells(row)) }
      print(csv.text, terminator: "")
    default:
      var table = Table()
      table.add(columns)
      for row in rows { table.add(cells(row)) }
      let open = reports.count { $0.closing == nil }
      print(
        (rows.isEmpty ? "" : table.text)
          + "(\(NumberStyle.grouped.text(open)) of \(NumberStyle.grouped.text(reports.count)) reports are open)"
      )
    }
  }

  private var columns: [String] {
    ["report", "received", "kind", "address", "message"] + (showsPersonal ? ["contact"] : [])
      + (showsAll ? ["closed", "result"] : [])
  }

  private func cells(_ row: Row) -> [String] {
    let report = row.report
    return [
      report.id, report.received.description, report.kind, row.place,
      report.personal[.message] ?? "",
    ] + (showsPersonal ? [report.personal[.contact] ?? ""] : [])
      + (showsAll ? [report.closing?.time.description ?? "", report.closing?.result ?? ""] : [])
  }

  private func json(_ rows: [Row]) -> JSONText {
    let list = rows.map { row in
      let report = row.report
      var members: [(String, JSONText)] = [
        ("report", .text(report.id)), ("received", .text(report.received.description)),
        ("kind", .text(report.kind)), ("address_id", .optional(report.addressID)),
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
