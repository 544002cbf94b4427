import Foundation

/// An sRGB colour, used to check whether text is legible.
struct Colour: Hashable {
  let red: Double
  let green: Double
  let blue: Double

  /// The background of pages in the light scheme.
  static let white = Colour(red: 1, green: 1, blue: 1)
  /// The background of pages in the dark scheme, `#12171c`.
  static let night = Colour(red: 18 / 255, green: 23 / 255, blue: 28 / 255)

  private init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Parses a colour in the form `#rrggbb`; `nil` for any other text.
  init?(_ text: String) {
    guard text.utf8.count == 7, text.first == "#",
      text.dropFirst().allSatisfy(\.isHexDigit), let number = Int(text.dropFirst(), radix: 16)
    else { return nil }
    self.init(
      red: Double(number >> 16) / 255, green: Double(number >> 8 & 255) / 255,
      blue: Double(number & 255) / 255)
  }

  /// The contrast with another colour, from 1 to 21 (WCAG 2.2, relative luminance).
  func contrast(to other: Colour) -> Double {
    let lights = [luminance, other.luminance]
    return (max(lights[0], lights[1]) + 0.05) / (min(lights[0], lights[1]) + 0.05)
  }

  private var luminance: Double {
    func linear(_ value: Double) -> Double {
      value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}
