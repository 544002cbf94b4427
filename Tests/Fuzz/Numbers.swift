/// Fuzz target: every text is parsed to house numbers with consistent keys.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNumbers(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let text = unsafe String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
  var all = HouseNumber.parse(text)
  all.append(HouseNumber(text: text))
  all += HouseNumber.candidates(in: text)
  for number in all {
    let key = NumberKey(number)
    precondition(key == NumberKey(number), "a key is not reproducible")
    precondition(
      !key.contains(key) || !key.suffix.isEmpty, "a number without an end is not a range")
    for other in all where key.contains(NumberKey(other)) {
      precondition(key.value != nil, "a text is not a range")
    }
  }
  return 0
}
