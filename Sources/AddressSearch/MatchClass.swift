/// How well the street and the places of an address fit what somebody wrote, best first.
public enum MatchClass: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Written as on file, but for the case of its letters.
  case exact
  /// Written in another form: abbreviated, with other umlauts, joined or parted.
  case variant
  /// One letter wrong, missing, added or swapped with the next.
  case typo1
  /// Two such slips, or a word beside it that no address knows.
  case typo2
  /// Nothing on file fits.
  case none

  /// Whether the left one fits better.
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

/// What became of the house number somebody wrote.
public enum NumberMatch: String, Hashable, Sendable, CaseIterable {
  /// That very number and suffix are on file.
  case exact
  /// It lies within a range on file: 12 in `10-14`.
  case range
  /// The street is there, the number is not.
  case unknown
  /// None was written, or no street was found.
  case none
}
