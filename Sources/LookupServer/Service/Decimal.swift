import JSONWriting

/// Numbers with a fixed count of decimals, the same on every machine.
enum Decimal {
  static func text(_ value: Double, places: Int) -> String {
    var line = JSONLine()
    line.decimal(value, places: places)
    return String(decoding: line.bytes, as: UTF8.self)
  }
}
