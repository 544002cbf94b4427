struct RouteCommand: Command {
  static let declaration = Declaration(name: "route", summary: "", positionals: [], example: "")
  init(_ arguments: Arguments) throws {}
  func run() throws {}
}
