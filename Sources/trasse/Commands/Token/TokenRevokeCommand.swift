import CommandLineKit
import Operations
import TextFormats

/// `trasse token revoke`: revokes a token.
struct TokenRevokeCommand: Command {
  static let declaration = CommandDeclaration(
    name: "token revoke", summary: "revokes a token, immediately and permanently",
    positionals: [
      SharedOptions.project, .init(name: "NAME", help: "the name it was created with"),
    ], options: [SharedOptions.wait], example: "trasse token ratingen.gpkg revoke \"crew 4\"")

  private let operation: RevokeToken

  init(_ arguments: Arguments) throws {
    operation = RevokeToken(
      project: arguments.positional(0), name: arguments.positional(1),
      wait: try arguments.wait())
  }

  func run() throws {
    try operation.run()
    try StandardStreams.printResult(
      "\(operation.name.visibleOnOneLine): revoked\n", done: "the token is revoked")
  }
}
