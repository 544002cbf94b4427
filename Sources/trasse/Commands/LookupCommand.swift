import AddressSearch
import CommandLineKit
import Foundation
import Operations
import PublicProjection
import TextFormats

/// `trasse lookup`: the answers of the public look-up on the command line.
struct LookupCommand: Command {
  static let declaration = CommandDeclaration(
    name: "lookup", summary: "answers whether fibre is available at an address, from a public file",
    positionals: [
      .init(name: "PUBLIC.db", kind: .file, help: "a file written by `trasse publish`"),
      .init(
        name: "QUERY", help: "street, number and, if needed, the town, in any spelling",
        isOptional: true, isRepeated: true),
    ],
    options: [
      .init(
        name: "--file", value: "FILE", kind: .file,
        help: "queries, one on each line; - is standard input"
      )
    ],
    example: "trasse lookup public.db \"marktgasse 11 a ratingen\"")

  private let path: String
  private let words: [String]
  private let file: String?
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    words = arguments.positionals(from: 1)
    file = arguments.value("--file")
    isJSON = arguments.isJSON
    if words.isEmpty == (file == nil) {
      throw file == nil
        ? UsageError.missing("QUERY")
        : UsageError.message("give queries on the command line or with --file, not both")
    }
  }

  func run() throws {
    let data = try PublicData(path: path)
    let output = try FileSink(path: nil)
    for query in try queries() {
      let answer = data.lookup(query)
      try output.write(
        isJSON ? answer.json + [UInt8(ascii: "\n")] : Array(text(answer).visible.utf8))
    }
    try output.finish()
  }

  private func queries() throws -> [String] {
    guard let file else { return words }
    let bytes: Data?
    if file == "-" {
      bytes = try FileHandle.standardInput.readToEnd() ?? Data()
    } else {
      bytes = FileManager.default.contents(atPath: file)
    }
    guard let bytes else {
      throw OperationError.unreadableFile(path: file)
    }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init)
  }

  private func text(_ answer: LookupAnswer) -> String {
    func list(_ suggestions: [Suggestion]) -> String {
      suggestions.map { "  \($0.label)\n" }.joined()
    }
    if let address = answer.address {
      let period = address.finding.period.map { " (\($0))" } ?? ""
      let range = answer.number == .range ? ", which includes the number asked for" : ""
      let doubt = answer.match > .variant ? " Its spelling differs; is it the right one?" : ""
      return "\(address): \(address.finding.availability.words)\(period)\(range). "
        + "As of \(answer.asOf).\(doubt)\n"
    }
    if answer.number == .unknown {
      return "\(answer.query): the street is known, the number is not. Nearest: "
        + "\(answer.nearestNumbers.joined(separator: ", ")).\n"
    }
    return answer.alternatives.isEmpty
      ? "\(answer.query): no similar address is known.\n"
      : "\(answer.query): the address is not unique. It could be\n"
        + list(answer.alternatives)
  }
}

extension Availability {
  fileprivate var words: String {
    switch self {
    case .available: "fibre is available"
    case .underConstruction: "fibre is being built"
    case .planned: "fibre is planned"
    case .notPlanned: "fibre is not planned"
    case .ask: "ask the carrier"
    }
  }
}
