/// Writes one JSON document (RFC 8259) as bytes without blanks or line feeds.
package struct JSONLine {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Begins with room for so many bytes.
  package init(capacity: Int) { bytes.reserveCapacity(capacity) }

  package mutating func null() { bytes += "null".utf8 }
  package mutating func bool(_ value: Bool) { bytes += (value ? "true" : "false").utf8 }
  package mutating func integer(_ value: Int) { bytes += String(value).utf8 }

  /// A number with a fixed count of decimals, the same on every machine.
  package mutating func decimal(_ value: Double, places: Int) {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = Int(scaled.magnitude)
    integer(magnitude / scale)
    guard places > 0 else { return }
    let rest = String(magnitude % scale)
    bytes.append(UInt8(ascii: "."))
    bytes += repeatElement(UInt8(ascii: "0"), count: places - rest.utf8.count)
    bytes += rest.utf8
  }

  package mutating func text(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    if Self.needsEscapes(value) { appendEscaped(value) } else { append(value) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a text as it is.
  private mutating func append(_ value: String) {
    let isAppended: Void? = unsafe value.utf8.withContiguousStorageIfAvailable {
      unsafe bytes.append(contentsOf: $0)
    }
    if isAppended == nil { bytes += value.utf8 }
  }

  private static func needsEscapes(_ value: String) -> Bool {
    let span = value.utf8.span
    for index in span.indices {
      let byte = span[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return true }
    }
    return false
  }

  private mutating func appendEscaped(_ value: String) {
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += (byte < 16 ? "\\u000" : "\\u00").utf8
        bytes += digits.utf8
      default: bytes.append(byte)
      }
    }
  }

  package mutating func object(_ body: (inout Object) -> Void) {
    nest("{", "}", Object()) { body(&$0) }
  }

  package mutating func array(_ body: (inout Array) -> Void) {
    nest("[", "]", Array()) { body(&$0) }
  }

  private mutating func nest<Inner: Nested>(
    _ opening: String, _ closing: String, _ empty: Inner, _ body: (inout Inner) -> Void
  ) {
    bytes += opening.utf8
    // Swapped, not copied: what has been written keeps one owner.
    var inner = empty
    swap(&bytes, &inner.line.bytes)
    body(&inner)
    swap(&bytes, &inner.line.bytes)
    bytes += closing.utf8
  }

  /// An object whose members are being written.
  package struct Object: Nested {
    fileprivate var line = JSONLine()
    private var isFirst = true

    fileprivate init() {}

    package mutating func member(_ name: String, _ value: (inout JSONLine) -> Void) {
      if !isFirst { line.bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      // Names are our own words, without quotation marks and backslashes.
      line.bytes.append(UInt8(ascii: "\""))
      line.append(name)
      line.bytes += "\":".utf8
      value(&line)
    }

    /// A member that is a text, or null.
    package mutating func member(_ name: String, _ value: String?) {
      member(name) { line in
        if let value { line.text(value) } else { line.null() }
      }
    }
  }

  /// An array whose elements are being written.
  package struct Array: Nested {
    fileprivate var line = JSONLine()
    private var isFirst = true

    fileprivate init() {}

    package mutating func element(_ value: (inout JSONLine) -> Void) {
      if !isFirst { line.bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      value(&line)
    }
  }
}

/// What is written between brackets.
private protocol Nested {
  var line: JSONLine { get set }
}
