struct VerifyPlan: Command {
  static let declaration = Declaration(name: "verify", summary: "", positionals: [], example: "")
  init(_ arguments: Arguments) throws {}
  func run() throws {}
}
