public import NetworkModel

extension Explanation {
  /// Explains why a label identifies no subject.
  public init(_ fault: SubjectChoice.Fault) {
    switch fault {
    case .needsDwelling(let event, let known):
      self.init(
        "\(event.rawValue) concerns a dwelling, and no dwelling is specified",
        fix: Self.choice(known))
    case .unknownDwelling(let label, let known):
      self.init("there is no dwelling \(label)", fix: Self.choice(known))
    }
  }

  private static func choice(_ known: [String]) -> String {
    known.isEmpty
      ? "the address has no stored dwelling" : "choose from \(SubjectChoice.list(known))"
  }
}
