import CommandLineKit
import NetworkModel
import ProjectStore
import TextFormats

/// `trasse token revoke`: takes a token back.
struct RevokeToken: Command {
  static let declaration = CommandDeclaration(
    name: "token revoke", summary: "takes a token back, at once and for good",
    positionals: [
      SharedOptions.project, .init(name: "NAME", help: "the name it was made with"),
    ], options: [SharedOptions.wait], example: "trasse token ratingen.gpkg revoke \"crew 4\"")

  private let path: String
  private let name: String
  private let wait: Double

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    name = arguments.positional(1)
    wait = try arguments.wait()
  }

  func run() throws {
    try Project(path: path, readOnly: false, wait: wait).revokeAccessToken(name: name)
    print("\(name.visibleOnOneLine): revoked")
  }
}
