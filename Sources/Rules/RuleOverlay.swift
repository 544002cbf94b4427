import AddressSearch

/// A fault in a rules file.
public struct RulesError: Error, Hashable, CustomStringConvertible {
  /// A sentence for the user: the position, the fault and how to fix it.
  public let description: String
}

extension RulesError {
  /// Creates an error for a value of the wrong type.
  package init(_ error: DecodingError) {
    let context: DecodingError.Context? =
      switch error {
      case .dataCorrupted(let context), .keyNotFound(_, let context),
        .typeMismatch(_, let context), .valueNotFound(_, let context):
        context
      @unknown default: nil
      }
    let path = (context?.codingPath ?? []).map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
    self.init(
      description: "\(path.joined(separator: ".")): \(context?.debugDescription ?? "unreadable")")
  }
}

/// Merges a user's document into the defaults, which serve as its schema.
///
/// An unknown key is an error, and the message suggests the most similar key: first in the same
/// object, otherwise in the whole tree. A value of another type is an error as well.
package struct RuleOverlay {
  private let everyPath: [(key: String, path: String)]
  private let defaults: JSONValue

  package init(defaults: JSONValue) {
    self.defaults = defaults
    var paths: [(key: String, path: String)] = []
    Self.collect(defaults, at: "", into: &paths)
    everyPath = paths
  }

  /// The defaults with all values of the document.
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
          throw unknown(key, at: path, among: members.keys.sorted())
        }
        members[key] = try merge(old, new, at: path.isEmpty ? key : "\(path).\(key)")
      }
      return .object(members)
    case (.null, _), (.bool, .bool), (.string, .string), (.array, .array):
      return override
    case (.number, .number(let value)):
      guard value.isFinite, value >= 0 else {
        throw RulesError(description: "\(path) is \(value). Fix: give a number not below 0.")
      }
      return override
    default:
      throw RulesError(
        description: "\(path.isEmpty ? "the document" : path) is \(override.kind). "
          + "Fix: give \(base.kind).")
    }
  }

  private func unknown(_ key: String, at path: String, among siblings: [String]) -> RulesError {
    let place = path.isEmpty ? key : "\(path).\(key)"
    let nearby = Self.nearest(to: key, in: siblings.map { ($0, $0) })
    let anywhere = Self.nearest(to: key, in: everyPath)
    let best = [nearby, anywhere].compactMap(\.self).min { $0.distance < $1.distance }
    guard let best, best.distance <= max(2, key.count / 2) else {
      return RulesError(
        description: "unknown rule \(place). Fix: known here: \(siblings.joined(separator: ", "))."
      )
    }
    let name =
      best.distance == nearby?.distance && !path.isEmpty
      ? "\(path).\(nearby?.path ?? best.path)" : best.path
    return RulesError(description: "unknown rule \(place). Fix: did you mean \(name)?")
  }

  private static func nearest(to key: String, in candidates: [(key: String, path: String)])
    -> (path: String, distance: Int)?
  {
    candidates
      .map { (path: $0.path, distance: editDistance($0.key, key)) }
      .min { ($0.distance, $0.path) < ($1.distance, $1.path) }
  }

  private static func collect(
    _ value: JSONValue, at path: String, into paths: inout [(key: String, path: String)]
  ) {
    guard case .object(let members) = value else { return }
    for key in members.keys.sorted() {
      let place = path.isEmpty ? key : "\(path).\(key)"
      paths.append((key, place))
      if let member = members[key] { collect(member, at: place, into: &paths) }
    }
  }
}
