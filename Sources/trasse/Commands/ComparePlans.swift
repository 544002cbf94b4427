struct ComparePlans: Command {
  static let declaration = Declaration(name: "compare", summary: "", positionals: [], example: "")
  init(_ arguments: Arguments) throws {}
  func run() throws {}
}
