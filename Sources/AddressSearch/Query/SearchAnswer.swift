/// The result of a search for an address.
///
/// Addresses are given by their number in the index, starting at 0.
public struct SearchAnswer: Hashable, Sendable {
  /// How well street and locality match.
  ///
  /// ``MatchClass/none`` if it is uncertain which street is meant.
  public let match: MatchClass
  /// The result for the house number.
  ///
  /// It is exact only if exactly this number and suffix exist.
  public let number: NumberMatch
  /// The address, if it is the only match and its number is exact or in a range.
  public let address: Int?
  /// Whether the query contains the complete name of the street without typing errors.
  public let isWhole: Bool
  /// The addresses with exactly this number that match equally well, if there are several.
  public let candidates: [Int]
  /// The addresses with the nearest house numbers.
  ///
  /// It is empty unless the number does not exist, the query has no number, or the street name is
  /// incomplete.
  public let nearest: [Int]
  /// Other possible meanings, best first.
  public let suggestions: [SearchSuggestion]
}

/// An address or a street that matches the text typed so far.
public struct SearchSuggestion: Hashable, Sendable {
  /// How well street and locality match.
  public let match: MatchClass
  /// The result for the house number.
  public let number: NumberMatch
  /// The address; `nil` if the suggestion is a whole street.
  public let address: Int?
  /// The street.
  public let street: IndexedStreet
}

/// A street in a municipality.
public struct IndexedStreet: Hashable, Sendable {
  /// The recorded name.
  public let name: String
  /// The postcode; `nil` if the street has none or several.
  public let postcode: String?
  /// The town.
  public let city: String?
  /// The district; `nil` if the street is in none or several.
  public let district: String?
  /// The addresses on the street.
  public let addresses: Range<Int>
}
