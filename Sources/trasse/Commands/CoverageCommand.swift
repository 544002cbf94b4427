struct CoverageCommand: Command {
  static let declaration = Declaration(name: "coverage", summary: "", positionals: [], example: "")
  init(_ arguments: Arguments) throws {}
  func run() throws {}
}
