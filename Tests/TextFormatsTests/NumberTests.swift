import TestSupport
import TextFormats
import Testing

struct NumberTests {
  private func written(
    _ number: Double, places: Int, zeros: TrailingZeros = .removed
  ) -> String {
    var buffer = ByteBuffer()
    buffer.append(number, places: places, zeros: zeros)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test func `decimals are rounded, and zeros at the end kept or removed`() {
    #expect(written(1.5, places: 3) == "1.5")
    #expect(written(1.5, places: 3, zeros: .kept) == "1.500")
    #expect(written(2, places: 3) == "2")
    #expect(written(2, places: 0, zeros: .kept) == "2")
    #expect(written(0.0005, places: 3) == "0.001")
    #expect(written(-0.0004, places: 3) == "0")
    #expect(written(-1.05, places: 2) == "-1.05")
    #expect(written(10.02, places: 3) == "10.02")
    #expect(written(1e300, places: 3) == "1e+300")
  }

  @Test func `the smallest and the largest whole number are written`() {
    var buffer = ByteBuffer()
    buffer.append(Int64.min)
    buffer.append(UInt8(ascii: " "))
    buffer.append(Int64.max)
    #expect(
      String(decoding: buffer.bytes, as: UTF8.self)
        == "-9223372036854775808 9223372036854775807")
  }

  @Test func `a number written with enough decimals is read back`() {
    var random = SeededGenerator(seed: 3)
    var wrong = 0
    for _ in 0..<10_000 {
      let places = Int.random(in: 0...9, using: &random)
      let number = Double.random(in: -100_000...100_000, using: &random)
      let shortest = Double(written(number, places: places)) ?? .nan
      let fixed = Double(written(number, places: places, zeros: .kept)) ?? .nan
      var half = 0.5
      for _ in 0..<places { half /= 10 }
      if shortest != fixed || abs(shortest - number) > half + 1e-9 { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test func `thousands are grouped and marks follow the style`() {
    #expect(NumberStyle.grouped.text(0) == "0")
    #expect(NumberStyle.grouped.text(999) == "999")
    #expect(NumberStyle.grouped.text(1000) == "1,000")
    #expect(NumberStyle.grouped.text(-1_234_567) == "-1,234,567")
    #expect(NumberStyle.german.text(-1_234_567) == "−1.234.567")
    #expect(NumberStyle.plain.text(Int.min) == "-9223372036854775808")
    #expect(NumberStyle.grouped.text(1234.5678, places: 2) == "1,234.57")
    #expect(NumberStyle.plain.text(-0.001, places: 2) == "0.00")
    #expect(NumberStyle.german.text(1234.5, places: 3, zeros: .removed) == "1.234,5")
    #expect(NumberStyle.plain.text(-120, places: 7, zeros: .removed) == "-120")
  }

  @Test func `cents are written as euros`() {
    #expect(NumberStyle.grouped.euros(cents: 123_456_789) == "1,234,567.89 €")
    #expect(NumberStyle.grouped.euros(cents: -5) == "-0.05 €")
    #expect(NumberStyle.german.euros(cents: -5) == "−0,05 €")
    #expect(NumberStyle.german.euros(cents: 100_000) == "1.000,00 €")
    #expect(NumberStyle.plain.euros(cents: Int64.min) == "-92233720368547758.08 €")
  }

  @Test func `fractions are written in percent`() {
    #expect(NumberStyle.plain.percent(0.125, places: 1) == "12.5 %")
    #expect(NumberStyle.german.percent(1, places: 2) == "100,00 %")
  }
}
