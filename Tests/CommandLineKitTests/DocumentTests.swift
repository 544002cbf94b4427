import CommandLineKit
import Foundation
import TestSupport
import Testing

/// Manual pages and completions, made from declarations.
struct DocumentTests {
  private struct Paint: Command {
    static let declaration = CommandDeclaration(
      name: "paint", summary: "paints a fence",
      positionals: [.init(name: "FENCE", kind: .file, help: "the fence")],
      options: [
        .init(name: "--colour", kind: .choice(["red", "green"]), help: "the [main] colour"),
        .init(name: "--coats", value: "N", help: "how many; it's 1 by default"),
      ],
      notes: "Paint dries.", example: "shed paint 'the garden' --coats 2")
    init(_ arguments: Arguments) throws {}
    func run() throws {}
  }

  private struct Nail: Command {
    static let declaration = CommandDeclaration(
      name: "board nail", summary: "nails a board",
      positionals: [
        .init(name: "FENCE", kind: .file, help: "the fence"),
        .init(name: "BOARD", help: "the board", isOptional: true, isRepeated: true),
        .init(name: "SIDE", kind: .choice(["left_side", "right_side"]), help: "left_side or …"),
      ], example: "shed board garden nail 3 left_side")
    init(_ arguments: Arguments) throws {}
    func run() throws {}
  }

  private static let program = CommandLineKit.Program(
    name: "shed", version: "1.2.3", summary: "Shed keeps fences.", usage: "shed COMMAND",
    commands: [Paint.self],
    groups: [
      CommandGroup(
        name: "board", summary: "works on boards", documentation: "See boards.md.",
        commands: [Nail.self])
    ])

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Self.program.declaration.writeDocuments(to: folder.url)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: folder.url.appendingPathComponent(path), encoding: .utf8)
  }

  /// What a program prints that is found on the PATH; `nil` where there is none.
  private func output(_ words: String...) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 127 ? nil : String(decoding: data, as: UTF8.self)
  }

  @Test func `each command and group has a manual page with all that is declared`() throws {
    let page = try text("man/man1/shed-paint.1")
    for part in ["shed\\-paint \\- paints a fence", "\\-\\-colour", "N", "Paint dries.", "1.2.3"] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(page.contains("\nshed paint \\(aqthe garden\\(aq \\-\\-coats 2\n"))
    #expect(try text("man/man1/shed-board.1").contains("\nleft_side or ….\n"))
    #expect(try text("man/man1/shed.1").contains("shed \\- keeps fences\n"))
  }

  @Test func `the formatter of manual pages has no complaint`() throws {
    for name in ["shed", "shed-paint", "shed-board"] {
      let page = folder.url.appendingPathComponent("man/man1/\(name).1").path
      let errors = try output("sh", "-c", "man --warnings -E UTF-8 -l '\(page)' 2>&1 >/dev/null")
      #expect(errors == "" || errors?.contains("not found") == true, "\(name)")
    }
  }

  @Test func `bash completes commands, verbs, options and values`() throws {
    let script = folder.url.appendingPathComponent("bash-completion/completions/shed").path
    let cases = [
      (["shed", "p"], "paint"), (["shed", "help", "b"], "board"),
      (["shed", "board", "garden", ""], "nail"),
      (["shed", "paint", "g", "--co"], "--colour --coats"),
      (["shed", "paint", "g", "--colour", ""], "red green"),
      (["shed", "paint", "g", "--colour", "=", "r"], "red"),
      (["shed", "paint", "--coats", "2", "/et"], "/etc"),
      (["shed", "board", "g", "nail", "3", "4", ""], "left_side right_side"),
    ]
    for (words, expected) in cases {
      let list = words.map { "'\($0)'" }.joined(separator: " ")
      let call =
        "source '\(script)'; compopt() { :; }; COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1); "
        + "_shed; echo \"${COMPREPLY[*]}\""
      #expect(try output("bash", "-c", call) == expected + "\n", "\(words)")
    }
  }

  @Test func `zsh accepts its completion`() throws {
    let script = folder.url.appendingPathComponent("zsh/site-functions/_shed").path
    let status = try output(
      "sh", "-c", "command -v zsh >/dev/null || exit 127; zsh -n '\(script)'; echo $?")
    #expect(status == nil || status == "0\n")
    #expect(try text("zsh/site-functions/_shed").contains("--colour[the \\[main\\] colour]"))
  }
}
