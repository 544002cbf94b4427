extension FixedWidthInteger {
  /// The whole number to which a floating-point number is rounded; `nil` for a number that is not
  /// finite or out of range.
  ///
  /// The initializers of the standard library trap on such a number, so a value from a file, a rule
  /// or a request is converted with this one or with ``init(saturating:_:)``.
  public init?(
    rounding value: Double, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero
  ) {
    self.init(exactly: value.rounded(rule))
  }

  /// The whole number to which a floating-point number is rounded, or the nearest number in range;
  /// 0 for NaN.
  public init(
    saturating value: Double, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero
  ) {
    if let number = Self(rounding: value, rule) {
      self = number
    } else {
      self = value.isNaN ? 0 : value < 0 ? .min : .max
    }
  }
}
