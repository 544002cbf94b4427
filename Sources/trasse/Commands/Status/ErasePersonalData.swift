import AddressSearch
import CommandLineKit
import NetworkModel
import ProjectStore
import TextFormats

/// `trasse status erase`: personal data gone, the chain intact.
struct ErasePersonalData: Command {
  static let declaration = CommandDeclaration(
    name: "status erase", summary: "erases personal data; the ledger holds none and stays whole",
    positionals: [SharedOptions.project, SharedOptions.address],
    options: [
      .init(name: "--dwelling", value: "LABEL", help: "only of this dwelling"), SharedOptions.wait,
    ],
    example: "trasse status ratingen.gpkg erase \"Marktgasse 11a\" --dwelling \"WE 2\"")

  private let path: String
  private let address: String
  private let dwelling: String?
  private let wait: Double
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    address = arguments.positional(1)
    dwelling = arguments.value("--dwelling")
    wait = try arguments.wait()
    isJSON = arguments.isJSON
  }

  func run() throws {
    let project = try Project(path: path, readOnly: false, wait: wait)
    let entry = try project.address(writtenAs: address)
    let label = try dwelling.map { label in
      try SubjectChoice.subject(
        of: .correction, addressID: entry.id, label: label,
        known: try project.dwellings(ofAddress: entry.id), admitsNew: false
      ).subject.dwelling ?? label
    }
    let count = try project.erasePersonalData(ofAddress: entry.id, dwelling: label)
    print(
      isJSON
        ? JSONText.object([("address_id", .text(entry.id)), ("erased", .count(count))]).document
        : "\(count) entries erased\n", terminator: "")
  }
}
