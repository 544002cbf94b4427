import CommandLineKit
import Operations
import TextFormats

/// `trasse upgrade`: upgrades a project file of an earlier version to that of this program.
struct UpgradeCommand: Command {
  static let declaration = CommandDeclaration(
    name: "upgrade", summary: "upgrades a project file of an earlier version",
    positionals: [SharedOptions.project], options: [SharedOptions.wait],
    example: "trasse upgrade ratingen.gpkg")

  private let operation: UpgradeProject
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    operation = UpgradeProject(path: arguments.positional(0), wait: try arguments.wait())
    isJSON = arguments.isJSON
  }

  func run() throws {
    let versions = try operation.run()
    let done = "the project is of this program's version"
    if isJSON {
      let from: JSONText = versions.map { .integer($0.from) } ?? .null
      let to: JSONText = versions.map { .integer($0.to) } ?? .null
      try StandardStreams.printResult(
        JSONText.object([
          ("project", .text(operation.path)), ("from_version", from), ("to_version", to),
        ]).document, done: done)
      return
    }
    let path = operation.path.visibleOnOneLine
    if let versions, versions.from < versions.to {
      try StandardStreams.printResult(
        "\(path): upgraded from version \(versions.from) to version \(versions.to)\n", done: done)
    } else {
      try StandardStreams.printResult("\(path): already of this program's version\n", done: done)
    }
  }
}
