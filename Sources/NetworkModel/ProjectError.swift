/// What is wrong with a file or its content, for the person who can mend it.
public struct ProjectError: Error, Hashable {
  /// The kinds of fault, as the exit status tells them apart.
  public enum Category: Hashable, Sendable {
    /// The content is wrong.
    case badData
    /// There is no such file or layer.
    case noInput
    /// The file cannot be made.
    case cannotCreate
    /// Reading or writing failed.
    case inputOutput
    /// The call makes no sense.
    case usage
  }

  /// The kind of fault.
  public let category: Category
  /// The file, where one is concerned.
  public let file: String?
  /// The layer, where one is concerned.
  public let layer: String?
  /// The feature's id in its source, where one is concerned.
  public let feature: String?
  /// What is wrong.
  public let what: String
  /// How to mend it.
  public let mend: String?

  /// Describes a fault.
  public init(
    category: Category, file: String? = nil, layer: String? = nil, feature: String? = nil,
    what: String, mend: String? = nil
  ) {
    self.category = category
    self.file = file
    self.layer = layer
    self.feature = feature
    self.what = what
    self.mend = mend
  }
}

extension ProjectError: CustomStringConvertible {
  /// File, layer, feature, what is wrong and how to mend it, in one sentence or two.
  public var description: String {
    let place = [file, layer.map { "layer \($0)" }, feature.map { "feature \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
    let fault = place.isEmpty ? what : "\(place): \(what)"
    return fault + "." + (mend.map { " Mend: \($0)." } ?? "")
  }
}
