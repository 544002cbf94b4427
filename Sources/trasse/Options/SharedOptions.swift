import Analyses
import CommandLineKit
import Foundation
import Geospatial
import NetworkModel
import Operations
import ProjectStore
import TextFormats

/// Arguments that several commands accept alike.
enum SharedOptions {
  static let project = CommandDeclaration.Positional(
    name: "PROJECT", kind: .file, help: "the project file")
  static let report = CommandDeclaration.Positional(
    name: "REPORT", help: "its name, or enough of the beginning to identify it")
  static let address = CommandDeclaration.Positional(
    name: "ADDRESS", help: "street and number in any spelling, or an id")
  static let addresses = CommandDeclaration.Positional(
    name: "ADDRESS", help: address.help, isOptional: true, isRepeated: true)
  static let selection = CommandDeclaration.Option(
    name: "--from", value: "FILE", kind: .file,
    help: "addresses from GeoJSON (address_id) or a table")
  static let rules = CommandDeclaration.Option(
    name: "--rules", value: "FILE", kind: .file,
    help: "rules and prices that differ from the defaults")
  static let time = CommandDeclaration.Option(
    name: "--time", value: "SECONDS",
    help: "start no new step after this time; the result then depends on the machine")
  static let threads = CommandDeclaration.Option(
    name: "--threads", value: "N", help: "number of threads; the result does not depend on it")
  static let coverageRule = CommandDeclaration.Option(
    name: "--rule", value: "bnetza|rtr|parcel|metres=N",
    kind: .openChoice(["bnetza", "rtr", "parcel"]),
    help: "when a home counts as passed (default bnetza: 20 m)")
  static let wait = CommandDeclaration.Option(
    name: "--wait", value: "SECONDS",
    help: "how long to wait while another process writes (default 5)")
  static let actor = CommandDeclaration.Option(
    name: "--actor", value: "NAME",
    help: "who reports it; a role rather than a person (default: the user)")
  static let upTo = CommandDeclaration.Option(
    name: "--up-to", value: "EVENT",
    help: "only events up to this number, so that a report can be repeated")
  static let grouping = CommandDeclaration.Option(
    name: "--by", kind: .choice(StatusSummary.Grouping.allCases.map(\.rawValue)),
    help: "one group of counts for each")
  static let tableFormat = CommandDeclaration.Option(
    name: "--format", kind: .choice(["text", "json", "csv"]),
    help: "how results are printed (default text)")
}

// MARK: Reading them

extension Arguments {
  /// `--time`.
  func timeLimit() throws -> Duration? {
    guard let seconds = try number("--time") else { return nil }
    guard seconds > 0 else { throw UsageError.message("--time takes seconds above 0") }
    return .milliseconds(Int64(min(seconds, 1e6) * 1000))
  }

  /// An option that names an output.
  func output(_ name: String) -> OutputTarget? {
    value(name).map { OutputTarget($0, besides: inputFiles) }
  }

  /// An option that names an output and is declared as required.
  func requiredOutput(_ name: String) -> OutputTarget {
    OutputTarget(required(name), besides: inputFiles)
  }

  /// `--threads`.
  func threads() throws -> Int? { try wholeNumber("--threads", in: 1...64) }

  /// The project and the options that all kinds of plans accept.
  func planRequest(scenario: String) throws -> PlanRequest {
    var request = PlanRequest(project: positional(0))
    request.scenario = value("--scenario") ?? scenario
    request.rules = value("--rules")
    request.timeLimit = try timeLimit()
    request.threads = try threads() ?? request.threads
    request.program = Version.current
    return request
  }

  /// The report that the second positional argument names.
  func report() throws -> ReportSelection {
    ReportSelection(project: positional(0), name: positional(1), wait: try wait())
  }

  /// `--rule`.
  func coverageRule() throws -> Coverage.Rule {
    let text = value("--rule") ?? "bnetza"
    guard let rule = Coverage.Rule(text) else {
      throw Self.unknown(text, of: "--rule", known: ["bnetza", "rtr", "parcel", "metres=N"])
    }
    return rule
  }

  /// `--actor`.
  var actor: String {
    let environment = ProcessInfo.processInfo.environment
    return value("--actor") ?? environment["LOGNAME"] ?? environment["USER"] ?? "unknown"
  }

  /// `--wait`, for the project that the first positional argument names.
  func wait() throws -> LockWait {
    let seconds = try number("--wait") ?? 5
    guard seconds >= 0 else { throw UsageError.message("--wait takes seconds from 0 on") }
    let (project, progress) = (positional(0), ProgressPrinter(isQuiet: isQuiet))
    let limit = NumberStyle.plain.text(min(seconds, 1e9), places: 3, zeros: .removed)
    return LockWait(
      seconds: seconds,
      notice: { progress.step("\($0.words) \(project): waiting up to \(limit) s") },
      isCancelled: { Interruption.isRequested })
  }

  /// The number of an event or a survey.
  func sequenceNumber(_ name: String) throws -> Int64? {
    try wholeNumber(name, in: 1...Int.max).map(Int64.init)
  }

  /// A date or time that `--at` or a positional argument gives, with `--up-to`.
  func moment(_ text: String) throws -> LedgerMoment {
    guard let time = Timestamp(upTo: text) else {
      throw UsageError.message(
        "\(text) is not a date: write it as 2024-03-05, 2024-03-05T14:30 or 05.03.2024")
    }
    return LedgerMoment(time: time, lastEvent: try sequenceNumber("--up-to"))
  }

  /// `--by`.
  var grouping: StatusSummary.Grouping? { value("--by").flatMap(StatusSummary.Grouping.init) }
}

extension LockWait.Holder? {
  /// What another process is doing with a project.
  fileprivate var words: String {
    guard let self else { return "another process is using" }
    let name = self.program.map { "\($0) (process \(self.process))" } ?? "process \(self.process)"
    return "\(name) is \(self.isWriting ? "writing" : "reading")"
  }
}

extension Coordinate {
  /// Parses `X,Y`, in the CRS of a project.
  init(written text: String) throws(UsageError) {
    let numbers = text.split(separator: ",").compactMap { Double($0) }
    guard numbers.count == 2, numbers.allSatisfy(\.isFinite) else {
      throw .message("\(text): write a location as X,Y in the project's CRS")
    }
    self.init(x: numbers[0], y: numbers[1])
  }
}
