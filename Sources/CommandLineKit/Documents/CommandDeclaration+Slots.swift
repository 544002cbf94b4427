extension CommandDeclaration {
  /// A place for a positional argument, with the values that can be suggested there.
  struct Slot {
    /// The placeholder in the help.
    let name: String
    /// The values.
    let kind: ValueKind
    /// Whether it stands for all places from here on.
    let isRepeated: Bool
  }

  /// The places for positional arguments.
  ///
  /// A repeated argument takes all places that are left. If an argument after it is a choice of
  /// words, those are suggested there.
  var slots: [Slot] {
    let fixed = positionals.prefix { !$0.isRepeated }
    let rest = positionals.dropFirst(fixed.count)
    let slots = fixed.map { Slot(name: $0.name, kind: $0.kind, isRepeated: false) }
    guard let repeated = rest.first else { return slots }
    let choice = rest.first { !$0.kind.words.isEmpty } ?? repeated
    return slots + [Slot(name: choice.name, kind: choice.kind, isRepeated: true)]
  }
}
