/// One household (Wohneinheit) of an address: a row of the table `dwelling`.
public struct Dwelling: Hashable, Sendable {
  /// The address it belongs to.
  public var addressID: String
  /// What tells it from the others there, such as `WE 1`.
  public var label: String

  /// Creates a dwelling.
  public init(addressID: String, label: String) {
    self.addressID = addressID
    self.label = label
  }

  /// The label of an address's first, second … dwelling, as an import puts it on file.
  package static func label(_ number: Int) -> String { "\(labelMark)\(number)" }

  /// Whether a label is that of one of an address's first dwellings.
  public static func isLabel(_ label: String, ofFirst count: Int) -> Bool {
    guard label.hasPrefix(labelMark), let number = Int(label.dropFirst(labelMark.count)) else {
      return false
    }
    return (1...max(1, count)).contains(number) && count > 0
  }

  private static let labelMark = "WE "
}
