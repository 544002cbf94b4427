import CommandLineKit
import NetworkModel
import Operations
import TextFormats

/// `trasse token list`: lists the tokens of a project.
struct TokenListCommand: Command {
  static let declaration = CommandDeclaration(
    name: "token list", summary: "lists all tokens, ended ones too, without their secrets",
    positionals: [SharedOptions.project], example: "trasse token ratingen.gpkg list")

  private let operation: ListTokens
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    operation = ListTokens(project: arguments.positional(0))
    isJSON = arguments.isJSON
  }

  func run() throws {
    let tokens = try operation.run()
    let now = Timestamp.now
    func state(_ token: AccessToken) -> String {
      token.revoked != nil ? "revoked" : token.isValid(at: now) ? "valid" : "expired"
    }
    guard !isJSON else {
      let list = tokens.map { token in
        JSONText.object([
          ("name", .text(token.name)), ("scope", .text(token.scope.rawValue)),
          ("created", .text(token.created.description)),
          ("expires", .text(token.expires.description)),
          ("revoked", .optional(token.revoked?.description)), ("state", .text(state(token))),
        ])
      }
      try StandardStreams.printResult(JSONText.object([("tokens", .array(list))]).document)
      return
    }
    var table = Table()
    table.add("name", "scope", "created", "expires", "state")
    for token in tokens {
      table.add(
        token.name, token.scope.rawValue, token.created.description, token.expires.description,
        state(token))
    }
    try StandardStreams.printResult(table.text)
  }
}
