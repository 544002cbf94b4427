import CommandLineKit
import NetworkModel
import Operations
import TextFormats

/// `trasse status erase`: erases the personal data of an address.
struct StatusEraseCommand: Command {
  static let declaration = CommandDeclaration(
    name: "status erase",
    summary: "erases personal data; the ledger contains none and stays unchanged",
    positionals: [SharedOptions.project, SharedOptions.address],
    options: [
      .init(name: "--dwelling", value: "LABEL", help: "only of this dwelling"), SharedOptions.wait,
    ],
    example: "trasse status ratingen.gpkg erase \"Marktgasse 11a\" --dwelling \"WE 2\"")

  private let operation: ErasePersonalData
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    operation = ErasePersonalData(
      project: arguments.positional(0), address: arguments.positional(1),
      dwelling: arguments.value("--dwelling"), wait: try arguments.wait())
    isJSON = arguments.isJSON
  }

  func run() throws {
    let output = try operation.run()
    try StandardStreams.printResult(
      isJSON
        ? JSONText.object([
          ("address_id", .text(output.addressID.rawValue)), ("erased", .count(output.count)),
        ]).document
        : "\(output.count) entries erased\n", done: "the entries are erased")
  }
}
