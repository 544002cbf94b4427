import CommandLineKit
import NetworkModel
import Operations
import TextFormats

/// `trasse token add`: creates a token.
struct TokenAddCommand: Command {
  static let declaration = CommandDeclaration(
    name: "token add", summary: "creates a token and prints it once",
    positionals: [
      SharedOptions.project,
      .init(
        name: "NAME",
        help: "its bearer: the actor of the events entered with it; a role rather than a person"),
    ],
    options: [
      .init(
        name: "--scope", kind: .choice(AccessToken.Scope.allCases.map(\.rawValue)),
        help: "see everything, or also enter events (default read)"),
      .init(
        name: "--expires", value: "90d|DATE",
        help: "when it ends: in days, or at the end of a day such as 31.12.2026 (default 90d)"),
      SharedOptions.wait,
    ],
    example: "trasse token ratingen.gpkg add \"crew 4\" --scope status --expires 31.12.2026")

  private let operation: AddToken
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    operation = AddToken(
      project: arguments.positional(0), name: arguments.positional(1),
      scope: arguments.value("--scope", as: AccessToken.Scope.self) ?? .read,
      expires: try Self.moment(arguments.value("--expires") ?? "90d"),
      wait: try arguments.wait())
    isJSON = arguments.isJSON
  }

  private static func moment(_ text: String) throws -> Timestamp {
    if text.hasSuffix("d"), let days = Int64(text.dropLast()), (1...36_500).contains(days) {
      return Timestamp(seconds: Timestamp.now.seconds + days * 86_400)
    }
    guard let moment = Timestamp(upTo: text) else {
      throw UsageError.message(
        "--expires \(text) is not a time: write it as 90d, 2026-12-31 or 31.12.2026")
    }
    return moment
  }

  func run() throws {
    // A token that cannot be handed over is not stored.
    let token = try operation.run { token, secret throws(FileSink.Failure) in
      do throws(FileSink.Failure) {
        try StandardStreams.printResult(
          isJSON ? Self.json(token, secret).document : secret + "\n")
      } catch .readerEnded {
        throw .cannotWrite(path: nil)
      }
    }
    if isJSON { return }
    Trasse.program.report(
      "the token of \(token.name) (\(token.scope.rawValue)) until \(token.expires); it is not shown "
        + "again"
    )
  }

  private static func json(_ token: AccessToken, _ secret: String) -> JSONText {
    .object([
      ("name", .text(token.name)), ("scope", .text(token.scope.rawValue)),
      ("expires", .text(token.expires.description)), ("token", .text(secret)),
    ])
  }
}
