struct ExportLayers: Command {
  static let declaration = Declaration(name: "export", summary: "", positionals: [], example: "")
  init(_ arguments: Arguments) throws {}
  func run() throws {}
}
