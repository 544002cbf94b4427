/// What an address as somebody wrote it leads to.
///
/// Addresses are given by their place in the index, from 0.
public struct SearchAnswer: Hashable, Sendable {
  /// How well street and places fit; ``MatchClass/none`` where no one street is meant for certain.
  public let match: MatchClass
  /// What became of the number; exact only where that very number and suffix are on file.
  public let number: NumberMatch
  /// The address, where one alone fits and its number is exact or in a range.
  public let address: Int?
  /// Whether the street's whole name was written, and without a slip.
  public let isWhole: Bool
  /// The addresses with that very number that fit alike, where there are several.
  public let candidates: [Int]
  /// The addresses with the nearest numbers, where the number is not on file, none was written, or
  /// the street is not written as a whole.
  public let nearest: [Int]
  /// What else could be meant, best first.
  public let suggestions: [SearchSuggestion]
}

/// An address or a street that fits what somebody has typed so far.
public struct SearchSuggestion: Hashable, Sendable {
  /// How well street and places fit.
  public let match: MatchClass
  /// What became of the number.
  public let number: NumberMatch
  /// The address; `nil` for a street as a whole.
  public let address: Int?
  /// The street.
  public let street: IndexedStreet
}

/// A street of one municipality.
public struct IndexedStreet: Hashable, Sendable {
  /// The name as on file.
  public let name: String
  /// The postcode; `nil` where it has none or several.
  public let postcode: String?
  /// The town.
  public let city: String?
  /// The district; `nil` where it lies in none or several.
  public let district: String?
  /// The addresses that lie on it.
  public let addresses: Range<Int>
}
