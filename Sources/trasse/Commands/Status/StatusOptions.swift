import Foundation
import NetworkModel
import ProjectStore

/// What several of the commands about the ledger take alike.
enum StatusOptions {
  static let project = Declaration.Positional(name: "PROJECT", help: "the project file")
  static let address = Declaration.Positional(
    name: "ADDRESS", help: "street and number in any spelling, or an id")
  static let wait = Declaration.Option(
    name: "--wait", value: "SECONDS",
    help: "how long to wait while another process writes (default 5)")
  static let actor = Declaration.Option(
    name: "--actor", value: "NAME",
    help: "who reports it; better a role than a person (default: the user)")
  static let upTo = Declaration.Option(
    name: "--up-to", value: "EVENT",
    help: "only what had been entered by the event of this number, so that a report can be repeated"
  )

  static func actor(_ arguments: Arguments) -> String {
    let environment = ProcessInfo.processInfo.environment
    return arguments.value("--actor") ?? environment["LOGNAME"] ?? environment["USER"] ?? "unknown"
  }

  static func wait(_ arguments: Arguments) throws -> Double {
    guard let seconds = try arguments.number("--wait") else { return 5 }
    guard seconds >= 0 else {
      throw Arguments.UsageError(message: "--wait \(seconds) is less than nothing")
    }
    return seconds
  }

  /// A whole number above zero.
  static func count(_ name: String, _ arguments: Arguments) throws -> Int64? {
    guard let text = arguments.value(name) else { return nil }
    guard let number = Int64(text), number > 0 else {
      throw Arguments.UsageError(message: "\(name) \(text) is no whole number above 0")
    }
    return number
  }

  static func moment(_ text: String, _ arguments: Arguments) throws -> LedgerMoment {
    guard let time = Timestamp(upTo: text) else {
      throw Arguments.UsageError(
        message: "\(text) is no date: write it as 2024-03-05, 2024-03-05T14:30 or 05.03.2024")
    }
    return LedgerMoment(time: time, lastEvent: try count("--up-to", arguments))
  }

  static func grouping(_ arguments: Arguments) throws -> StatusSummary.Grouping? {
    guard let text = arguments.value("--by") else { return nil }
    guard let grouping = StatusSummary.Grouping(rawValue: text) else {
      let words = StatusSummary.Grouping.allCases.map(\.rawValue)
      throw Arguments.UsageError(
        message: "--by \(text) is unknown: choose \(words.joined(separator: ", "))")
    }
    return grouping
  }
}
