/// What an event is about: a building, or one dwelling in it.
public struct StatusSubject: Hashable, Sendable {
  /// The id of the building's address.
  public let addressID: String
  /// The dwelling's label; `nil` for the building itself.
  public let dwelling: String?

  /// Names a building, or a dwelling in it.
  public init(addressID: String, dwelling: String? = nil) {
    self.addressID = addressID
    self.dwelling = dwelling
  }

  /// The subject as it stands in the ledger: `building:ID` or `dwelling:ID#LABEL`.
  public var text: String {
    dwelling.map { "dwelling:\(addressID)#\($0)" } ?? "building:\(addressID)"
  }

  /// Reads a subject as it stands in the ledger; `nil` for any other text.
  init?(text: Substring) {
    if text.hasPrefix("building:") {
      self.init(addressID: String(text.dropFirst(9)))
    } else if text.hasPrefix("dwelling:"), let mark = text.lastIndex(of: "#") {
      self.init(
        addressID: String(text[..<mark].dropFirst(9)),
        dwelling: String(text[text.index(after: mark)...]))
    } else {
      return nil
    }
    if addressID.isEmpty || dwelling?.isEmpty == true { return nil }
  }
}
