/// Fuzz target: every text has a key of lower-case letters and digits that does not depend on case.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNormaliser(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let text = unsafe String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
  for umlauts in [Words.Umlauts.written, .bare, .single] {
    let words = Words(text, umlauts: umlauts)
    precondition(
      words.key.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 >= 0x80
      },
      "the key of \(text.debugDescription) contains invalid characters")
    for word in words.words.indices {
      let source = words.words[word].source
      precondition(
        source.lowerBound < source.upperBound && source.upperBound <= text.utf8.count,
        "a word is outside the text")
    }
  }
  if text.utf8.allSatisfy({ $0 < 0x80 }) {
    precondition(
      StreetName.normalised(text) == StreetName.normalised(text.uppercased()),
      "the key depends on case: \(text.debugDescription)")
  }
  return 0
}
