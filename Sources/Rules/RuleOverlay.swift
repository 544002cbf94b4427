/// Applies a user's document to the defaults, which serve as the schema.
///
/// A key that the defaults do not have is an error, and so is a value of another kind.
package struct RuleOverlay {
  private let allPaths: [String]
  private let defaults: JSONValue

  init(defaults: JSONValue) {
    self.defaults = defaults
    var paths: [String] = []
    Self.collect(defaults, at: "", into: &paths)
    allPaths = paths
  }

  /// The defaults with the values of the document in place of their own.
  package func applying(_ document: JSONValue) throws(RulesError) -> JSONValue {
    try merge(defaults, document, at: "")
  }

  private func merge(_ base: JSONValue, _ override: JSONValue, at path: String) throws(RulesError)
    -> JSONValue
  {
    switch (base, override) {
    case (.object(var members), .object(let changes)):
      for key in changes.keys.sorted() {
        guard let old = members[key], let new = changes[key] else {
          throw .unknownRule(
            path: path.isEmpty ? key : "\(path).\(key)", siblings: members.keys.sorted(),
            all: allPaths)
        }
        members[key] = try merge(old, new, at: path.isEmpty ? key : "\(path).\(key)")
      }
      return .object(members)
    case (.null, _), (.bool, .bool), (.string, .string), (.array, .array):
      return override
    case (.number, .number(let value)):
      guard RuleLimits.admit(value, at: path) else {
        throw .outsideLimits(path: path, value: value, limits: RuleLimits.range(at: path))
      }
      return override
    default:
      throw .wrongKind(path: path, found: override.kind, expected: base.kind)
    }
  }

  private static func collect(_ value: JSONValue, at path: String, into paths: inout [String]) {
    guard case .object(let members) = value else { return }
    for key in members.keys.sorted() {
      let own = path.isEmpty ? key : "\(path).\(key)"
      paths.append(own)
      if let member = members[key] { collect(member, at: own, into: &paths) }
    }
  }
}
