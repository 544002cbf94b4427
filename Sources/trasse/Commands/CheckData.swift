struct CheckData: Command {
  static let declaration = Declaration(name: "check", summary: "", positionals: [], example: "")
  init(_ arguments: Arguments) throws {}
  func run() throws {}
}
