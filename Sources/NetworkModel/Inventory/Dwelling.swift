/// One household (Wohneinheit) of an address: a row of the table `dwelling`.
public struct Dwelling: Hashable, Sendable {
  /// The address.
  public var addressID: AddressID
  /// The label that distinguishes the dwelling from others at the address, such as `WE 1`.
  public var label: String

  /// Creates a dwelling.
  public init(addressID: AddressID, label: String) {
    self.addressID = addressID
    self.label = label
  }

  /// The label that an import gives to the first, second, … dwelling of an address.
  package static func label(_ number: Int) -> String { "\(labelMark)\(number)" }

  /// Whether a label is one of the labels that an import gives to a number of dwellings.
  public static func isLabel(_ label: String, ofFirst count: Int) -> Bool {
    guard label.hasPrefix(labelMark), let number = Int(label.dropFirst(labelMark.count)) else {
      return false
    }
    return (1...max(1, count)).contains(number) && count > 0
  }

  private static let labelMark = "WE "
}
