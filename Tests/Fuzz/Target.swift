/// Fuzz target: any bytes as the target of a request, as a form and as a header field are rejected
/// or give a valid result.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTarget(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: bytes, as: UTF8.self)
  if let target = try? RequestTarget(text) {
    precondition(!target.path.isEmpty && !target.path.contains(".") && !target.path.contains(".."))
    for part in target.path + target.query.flatMap({ [$0.name, $0.value] }) {
      precondition(!part.utf8.contains { $0 < 0x20 || $0 == 0x7F })
    }
  }
  if let pairs = try? RequestTarget.pairs(bytes[...]) {
    for pair in pairs { precondition(!pair.name.utf8.contains(0) && !pair.value.utf8.contains(0)) }
  }
  let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
  var headers = HeaderFields()
  if parts.count == 2,
    (try? headers.append(
      name: String(decoding: parts[0], as: UTF8.self),
      value: String(decoding: parts[1], as: UTF8.self))) != nil
  {
    precondition(headers.count == 1)
    _ = headers.list("accept")
  }
  return 0
}
