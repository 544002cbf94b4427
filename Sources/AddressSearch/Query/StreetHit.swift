/// A street that fits a reading, and what became of the number there.
struct StreetHit {
  let street: Int
  /// Where it stands among all hits: the lesser, the better.
  let rank: Rank
  /// The addresses that bear the number, or the range that holds it.
  var addresses: [Int] = []
  var number: NumberMatch
  /// Which of the street's places are meant: a bit for each.
  var places: UInt64
  /// The number asked for.
  let wanted: SearchQuery.Number?
  /// The words of the street's name.
  let words: Range<Int>

  /// What hits are compared by, the most telling first.
  struct Rank: Comparable {
    /// A place or postcode is named that the street does not lie in, or digits are left over.
    var isContradicted: Bool
    /// Slips in all, and three for each word that is no part of any address.
    var slips: Int
    /// 0 exact, 1 within a range or none asked for, 2 not on file.
    var number: Int
    /// 0 for a whole name; for one only begun the more, the fewer addresses bear it: more people ask
    /// for a long street than for a short one.
    var missing: Int
    /// Found by another form of its key.
    var isVariant: Bool

    /// All but how much is still missing: hits equal in it cannot be told apart.
    var deciding: Rank {
      var rank = self
      rank.missing = min(missing, 1)
      return rank
    }

    static func < (left: Rank, right: Rank) -> Bool {
      left.order < right.order
    }

    private var order: UInt64 {
      (isContradicted ? 1 << 40 : 0) | UInt64(min(slips, 255)) << 32 | UInt64(number) << 24
        | UInt64(min(missing, 4095)) << 8 | (isVariant ? 1 : 0)
    }
  }

  /// Words that no address knows.
  let strangers: [Int]
  /// Whether a place or postcode that was named fits.
  let hasPlaceEvidence: Bool
  /// Slips in street, places and postcode.
  let slips: Int
  /// Slips in the street alone.
  let streetSlips: Int
  let isBeginning: Bool
  /// Whether single words of the name were found, not its whole.
  var isByWords = false
}
