/// A street that matches an interpretation, with the result for its house number.
struct StreetHit {
  let street: Int
  /// The rank among all hits; a lower rank is better.
  let rank: Rank
  /// The addresses with the wanted number, or with a range that includes it.
  var addresses: [Int] = []
  var number: NumberMatch
  /// The localities of the street that are considered, one bit for each.
  var localities: UInt64
  /// The wanted house number.
  let wanted: SearchQuery.Number?
  /// The words of the street name.
  let words: Range<Int>

  /// The criteria by which hits are compared, in order of importance.
  struct Rank: Comparable {
    /// The street is not in the locality or postcode named in the query, or digits remain
    /// uninterpreted.
    var isContradicted: Bool
    /// The number of typing errors, plus three for each unmatched word.
    var typos: Int
    /// 0 if the house number exists; 1 if it is in a range or there is none in the query; 2 if it
    /// does not exist.
    var number: Int
    /// 0 for a complete name.
    ///
    /// For an incomplete name it is greater if the name has fewer addresses, since streets with
    /// many addresses are searched for more often.
    var missing: Int
    /// Whether the name was found by an alternative form of its key.
    var isVariant: Bool

    /// The rank with ``missing`` reduced to 0 or 1.
    ///
    /// Hits with equal deciding ranks cannot be distinguished.
    var deciding: Rank {
      var rank = self
      rank.missing = min(missing, 1)
      return rank
    }

    static func < (left: Rank, right: Rank) -> Bool {
      left.order < right.order
    }

    private var order: UInt64 {
      (isContradicted ? 1 << 40 : 0) | UInt64(min(typos, 255)) << 32 | UInt64(number) << 24
        | UInt64(min(missing, 4095)) << 8 | (isVariant ? 1 : 0)
    }
  }

  /// The words of the query that match neither street nor locality.
  let unmatchedWords: [Int]
  /// Whether a locality or postcode named in the query matches.
  let hasLocalityEvidence: Bool
  /// The number of typing errors in street, localities and postcode.
  let typos: Int
  /// The number of typing errors in the street name.
  let streetTypos: Int
  let isPrefix: Bool
  /// Whether the street was found by single words of its name.
  var isByWords = false
}
