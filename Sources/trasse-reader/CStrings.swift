import CGDAL

/// Lists of C strings.
enum CStrings {
  /// Calls a body with a list of C strings that ends with NULL.
  static func with<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
  ) -> Result {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    for string in strings { unsafe list = CSLAddString(list, string) }
    defer { unsafe CSLDestroy(list) }
    guard let start = unsafe list else { return body(nil) }
    return unsafe start.withMemoryRebound(
      to: UnsafePointer<CChar>?.self, capacity: strings.count + 1
    ) { unsafe body($0) }
  }
}
