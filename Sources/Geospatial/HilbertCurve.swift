import TextFormats

/// The order of positions along the Hilbert curve: positions with similar keys are near each other.
///
/// Source: Hilbert 1891. The bitwise computation follows Hamilton, CS-2006-07, section 2.
public enum HilbertCurve {
  /// The index of a position on the curve of order 16 over a rectangle.
  ///
  /// Positions outside the rectangle are moved to its boundary.
  public static func key(of position: Coordinate, in extent: Envelope) -> UInt32 {
    func cell(_ value: Double, _ origin: Double, _ width: Double) -> UInt32 {
      guard width > 0, value > origin else { return 0 }
      return UInt32(saturating: min(65535, (value - origin) / width * 65536), .down)
    }
    return key(
      x: cell(position.x, extent.minimum.x, extent.width),
      y: cell(position.y, extent.minimum.y, extent.height))
  }

  /// The index of a cell of a grid of 65,536 × 65,536 cells on the curve.
  static func key(x: UInt32, y: UInt32) -> UInt32 {
    var x = x
    var y = y
    var key: UInt32 = 0
    var side: UInt32 = 1 << 15
    while side > 0 {
      let right: UInt32 = x & side != 0 ? 1 : 0
      let upper: UInt32 = y & side != 0 ? 1 : 0
      key = key << 2 | ((3 * right) ^ upper)
      if upper == 0 {
        if right == 1 {
          x = 65535 - x
          y = 65535 - y
        }
        swap(&x, &y)
      }
      side >>= 1
    }
    return key
  }
}
