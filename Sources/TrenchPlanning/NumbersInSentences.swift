// Numbers as they stand in sentences.

extension Int64 {
  /// Cents as euro.
  var inEuro: String {
    "\(self / 100).\(self % 100 < 10 ? "0" : "")\(self % 100) euro"
  }
}

extension Double {
  /// The number with three decimals.
  var formatted3: String {
    let thousandths = Int64((self * 1000).rounded())
    let sign = thousandths < 0 ? "-" : ""
    let rest = String(thousandths.magnitude % 1000)
    return
      "\(sign)\(thousandths.magnitude / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}
