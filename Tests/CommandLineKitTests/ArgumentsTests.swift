import CommandLineKit
import Testing

/// Parsing by declaration, and the texts made from it.
struct ArgumentsTests {
  private let declaration = CommandDeclaration(
    name: "paint", summary: "paints a fence",
    positionals: [
      .init(name: "FENCE", kind: .file, help: "the fence"),
      .init(name: "BOARD", help: "only these boards", isOptional: true, isRepeated: true),
    ],
    options: [
      .init(name: "--colour", kind: .choice(["red", "green", "blue"]), help: "the colour"),
      .init(name: "--coats", value: "N", help: "the number of coats"),
      .init(name: "--mix", value: "PAINT=PART", help: "what is mixed", isRepeated: true),
      .init(name: "--by", value: "NAME", help: "the painter", isRequired: true),
      .init(name: "--wet", help: "do not wait"),
    ],
    example: "shed paint garden --by Tom")

  private func error(_ words: String..., of declaration: CommandDeclaration? = nil) -> UsageError? {
    do {
      _ = try Arguments(words, declaration ?? self.declaration)
      return nil
    } catch {
      return error
    }
  }

  @Test func `words are sorted by the declaration`() throws {
    let arguments = try Arguments(
      ["garden", "--by=Tom", "-3", "--wet", "--mix", "a=1", "--mix", "b=2=3", "--", "--wet"],
      declaration)
    #expect(arguments.positional(0) == "garden")
    #expect(arguments.positionals(from: 1) == ["-3", "--wet"])
    #expect(arguments.required("--by") == "Tom" && arguments.isSet("--wet"))
    #expect(try arguments.pairs("--mix") == ["a": "1", "b": "2=3"])
    #expect(arguments.value("--colour") == nil && !arguments.isJSON)
  }

  @Test func `a wrong call is described by a case`() {
    #expect(error() == .missing("FENCE"))
    #expect(error("garden") == .missing("--by"))
    #expect(error("garden", "--by") == .message("--by needs a value: NAME"))
    #expect(error("garden", "--wet=yes") == .message("--wet takes no value"))
    #expect(error("garden", "--wet", "--wet") == .message("--wet is given twice"))
    #expect(
      error("garden", "--colour", "gren")
        == .unknown(
          "value --colour gren", nearest: "green", of: ["red", "green", "blue"]))
    guard case .unknown("option --color", nearest: "--colour", of: _)? = error("x", "--color")
    else {
      Issue.record("the nearest option is not named")
      return
    }
    let single = CommandDeclaration(
      name: "route", summary: "finds a way", positionals: [.init(name: "MAP", help: "the map")],
      options: [.init(name: "--to", value: "PLACE", help: "the end", isRequired: true)],
      example: "shed route map --to gate")
    #expect(
      error("map", "Mary Ann", of: single)
        == .message(
          "unexpected argument Mary Ann; did you mean --to \"Mary Ann\"?"))
    #expect(error("--help") == nil)
  }

  @Test func `numbers are checked`() throws {
    func arguments(_ coats: String) throws -> Arguments {
      try Arguments(["garden", "--by", "Tom", "--coats", coats], declaration)
    }
    #expect(try arguments("3").wholeNumber("--coats", in: 1...9) == 3)
    #expect(try arguments("2.5").number("--coats") == 2.5)
    for wrong in ["0", "10", "2.5", "many", ""] {
      #expect(throws: UsageError.self) {
        try arguments(wrong).wholeNumber("--coats", in: 1...9)
      }
    }
    #expect(throws: UsageError.self) { try arguments("inf").number("--coats") }
  }

  @Test func `help and usage are made from the declaration`() {
    #expect(declaration.usage(in: "shed") == "shed paint FENCE [BOARD…] [options]")
    let help = declaration.help(in: "shed")
    #expect(help.contains("  --colour red|green|blue  the colour\n"))
    #expect(help.contains("  --format text|json       how results are printed"))
    #expect(help.hasSuffix("Example:\n  shed paint garden --by Tom\n"))
    let verb = CommandDeclaration(
      name: "fence list", summary: "", positionals: declaration.positionals, example: "")
    #expect(verb.usage(in: "shed") == "shed fence FENCE list [BOARD…] [options]")
  }

  @Test func `a nearest word is named only for a typing error`() {
    let words = ["plan", "price", "publish"]
    #expect(NearestWord.to("plam", among: words) == "plan")
    #expect(NearestWord.to("zzzzzz", among: words) == nil)
    #expect(NearestWord.distance("kitten", "sitting") == 3)
  }
}
