import CommandLineKit
import Testing

/// Texts for a terminal, and exit statuses.
struct OutputTests {
  @Test func `columns of a table are aligned, and a cell is on one line`() {
    var table = Table()
    table.add("a", "1")
    table.add("long\nname", "1000")
    #expect(table.text == "a                 1\nlong\\u{A}name  1000\n")
  }

  @Test func `a failure is one sentence or two`() {
    #expect(Failure(.badData, "x.csv is empty").text == "x.csv is empty.")
    #expect(
      Failure(.noInput, "no x", fix: "check the name").text == "no x. Fix: check the name.")
  }

  @Test func `a program turns errors into exit statuses`() {
    let program = Program(
      name: "shed", version: "1", summary: "Sheds.", usage: "shed COMMAND",
      commands: [Failing.self], groups: [])
    #expect(program.run(["fail", "data", "--quiet"]) == .badData)
    #expect(program.run(["fail", "outcome"]) == .failure)
    #expect(program.run(["fail", "fault"]) == .software)
    #expect(program.run(["fail", "none"]) == .success)
    #expect(program.run(["fail"]) == .usage)
    #expect(program.run(["fall", "none"]) == .usage)
    #expect(program.run([]) == .usage)
    #expect(program.declaration.allCommands.map(\.name) == ["fail"])
  }

  /// Ends as its argument states.
  private struct Failing: Command {
    static let declaration = CommandDeclaration(
      name: "fail", summary: "fails", positionals: [.init(name: "HOW", help: "how")],
      example: "shed fail data")

    private struct Fault: Error {}

    private let how: String

    init(_ arguments: Arguments) throws { how = arguments.positional(0) }

    func run() throws {
      switch how {
      case "data": throw Failure(.badData, "bad data")
      case "outcome": throw Outcome.failed
      case "fault": throw Fault()
      default: break
      }
    }
  }
}
