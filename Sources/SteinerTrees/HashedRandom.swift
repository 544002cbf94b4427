/// Stateless, deterministic pseudo-random numbers: the value at an index depends on the seed and
/// the index only.
///
/// Source: Steele, Lea and Flood 2014, SplitMix64.
struct HashedRandom {
  private let seed: UInt64

  init(seed: Int) { self.seed = UInt64(bitPattern: Int64(seed)) &* 0xD1B5_4A32_D192_ED03 }

  /// The value at an index, from 0 up to but not including a limit.
  func value(at index: Int, below limit: Int64) -> Int64 {
    var mixed = seed ^ (UInt64(bitPattern: Int64(index + 1)) &* 0x9E37_79B9_7F4A_7C15)
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int64((mixed ^ (mixed >> 31)) % UInt64(limit))
  }

  /// The value at an index as a fraction, from 0 up to but not including 1.
  func fraction(at index: Int) -> Double {
    Double(value(at: index, below: 1 << 32)) / 0x1p32
  }
}
