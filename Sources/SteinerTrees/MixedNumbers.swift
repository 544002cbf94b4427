/// Numbers that look like chance and are none: the same for the same seed and place.
///
/// Source: Steele, Lea and Flood 2014, SplitMix64.
struct MixedNumbers {
  private let seed: UInt64

  init(seed: Int) { self.seed = UInt64(bitPattern: Int64(seed)) &* 0xD1B5_4A32_D192_ED03 }

  /// A number from 0 up to a limit.
  func number(of place: Int, below limit: Int64) -> Int64 {
    var mixed = seed ^ (UInt64(bitPattern: Int64(place + 1)) &* 0x9E37_79B9_7F4A_7C15)
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int64((mixed ^ (mixed >> 31)) % UInt64(limit))
  }

  /// A number from 0 up to 1.
  func share(of place: Int) -> Double { Double(number(of: place, below: 1 << 32)) / 0x1p32 }
}
