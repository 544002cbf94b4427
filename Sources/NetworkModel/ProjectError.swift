/// A fault in a file or its content, with a description for the person who can fix it.
public struct ProjectError: Error, Hashable {
  /// The kinds of fault that the exit status distinguishes.
  public enum Category: Hashable, Sendable {
    /// The content is invalid.
    case badData
    /// A file or layer does not exist.
    case noInput
    /// The file cannot be created.
    case cannotCreate
    /// Reading or writing failed.
    case inputOutput
    /// The command or its options are invalid.
    case usage
  }

  /// The kind of fault.
  public let category: Category
  /// The file, if the fault concerns one.
  public let file: String?
  /// The layer, if the fault concerns one.
  public let layer: String?
  /// The feature's id in its source, if the fault concerns one.
  public let feature: String?
  /// A description of the fault.
  public let what: String
  /// How to fix it.
  public let fix: String?

  /// Creates an error.
  public init(
    category: Category, file: String? = nil, layer: String? = nil, feature: String? = nil,
    what: String, fix: String? = nil
  ) {
    self.category = category
    self.file = file
    self.layer = layer
    self.feature = feature
    self.what = what
    self.fix = fix
  }
}

extension ProjectError: CustomStringConvertible {
  /// File, layer, feature, the fault and how to fix it, in one or two sentences.
  public var description: String {
    let place = [file, layer.map { "layer \($0)" }, feature.map { "feature \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
    let fault = place.isEmpty ? what : "\(place): \(what)"
    return fault + "." + (fix.map { " Fix: \($0)." } ?? "")
  }
}
