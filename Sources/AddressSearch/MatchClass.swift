/// How well street and locality of an address match a query, best first.
public enum MatchClass: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Identical to the recorded name, ignoring case.
  case exact
  /// Another form of the name: abbreviated, with other umlauts, or with words joined or separated.
  case variant
  /// One letter is wrong, missing, additional or swapped with the next one.
  case typo1
  /// Two typing errors, or an additional word that occurs in no address.
  case typo2
  /// Nothing matches.
  case none

  /// Whether the left class is the better match.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .exact: 0
    case .variant: 1
    case .typo1: 2
    case .typo2: 3
    case .none: 4
    }
  }
}

/// The result of the search for a house number.
public enum NumberMatch: String, Hashable, Sendable, CaseIterable {
  /// Exactly this number and suffix exist.
  case exact
  /// The number is within a recorded range, such as 12 in `10-14`.
  case range
  /// The street exists, but the number does not.
  case unknown
  /// The query has no number, or no street was found.
  case none
}
