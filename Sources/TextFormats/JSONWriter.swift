/// Writes one JSON document (RFC 8259): members and elements are written in the order of the calls.
///
/// ```swift
/// var json = JSONWriter()
/// json.object { object in
///   object.member("name", "Ratingen")
///   object.array("lengths") { array in
///     for length in lengths { array.element { $0.decimal(length, places: 3) } }
///   }
/// }
/// ```
///
/// Characters outside ASCII are written as they are, in UTF-8, but for those that a terminal obeys
/// or that break lines: these are written with escapes.
public struct JSONWriter: Sendable {
  /// How a document is laid out.
  public enum Layout: Sendable {
    /// On one line without blanks.
    case compact
    /// Each member and element on a line of its own, indented by two blanks for each level.
    case indented
  }

  /// The document as written so far; writers of other formats append to it.
  package var buffer: ByteBuffer
  private let layout: Layout
  private var depth = 0

  /// Begins a document.
  ///
  /// - Parameters:
  ///   - layout: how it is laid out.
  ///   - capacity: the number of bytes to reserve.
  public init(_ layout: Layout = .compact, capacity: Int = 0) {
    self.layout = layout
    buffer = ByteBuffer(capacity: capacity)
  }

  /// Begins a document at the end of a buffer.
  package init(appendingTo buffer: consuming ByteBuffer) {
    layout = .compact
    self.buffer = buffer
  }

  /// The document as written so far.
  public var bytes: [UInt8] { buffer.bytes }

  /// The document as written so far, as text.
  public var text: String { String(decoding: buffer.bytes, as: UTF8.self) }

  // MARK: Values

  /// Writes null.
  public mutating func null() { buffer.append("null") }

  /// Writes a truth value.
  public mutating func bool(_ value: Bool) { buffer.append(value ? "true" : "false") }

  /// Writes a whole number.
  public mutating func integer(_ value: some FixedWidthInteger) { buffer.append(Int64(value)) }

  /// Writes a number with a fixed count of decimals; null if it is not finite.
  public mutating func decimal(
    _ value: Double, places: Int, zeros: TrailingZeros = .kept
  ) {
    buffer.append(value, places: places, zeros: zeros)
  }

  /// Writes a number from its text, which must be a JSON number.
  public mutating func number(_ text: String) { buffer.append(text) }

  /// Writes a text between quotation marks.
  public mutating func text(_ value: String) { buffer.appendQuoted(value) }

  /// Writes an object.
  public mutating func object(_ body: (inout Object) -> Void) {
    nest(Object.init(writer:), ("{", "}"), body)
  }

  /// Writes an array.
  public mutating func array(_ body: (inout Array) -> Void) {
    nest(Array.init(writer:), ("[", "]"), body)
  }

  // MARK: Nesting

  private mutating func nest<Inner: NestedWriter>(
    _ makeInner: (JSONWriter) -> Inner, _ brackets: (opening: String, closing: String),
    _ body: (inout Inner) -> Void
  ) {
    buffer.append(brackets.opening)
    depth += 1
    var inner = makeInner(JSONWriter(layout))
    inner.writer.depth = depth
    // Swapped, not copied: the buffer always has one owner, so that appending never copies it.
    swap(&buffer, &inner.writer.buffer)
    body(&inner)
    swap(&buffer, &inner.writer.buffer)
    depth -= 1
    if !inner.isEmpty { breakLine() }
    buffer.append(brackets.closing)
  }

  private mutating func breakLine() {
    guard layout == .indented else { return }
    buffer.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { buffer.append("  ") }
  }

  private mutating func separate(isFirst: Bool) {
    if !isFirst { buffer.append(UInt8(ascii: ",")) }
    breakLine()
  }

  /// Writes the members of an object.
  public struct Object: NestedWriter, Sendable {
    fileprivate var writer: JSONWriter
    fileprivate var isEmpty = true

    fileprivate init(writer: JSONWriter) { self.writer = writer }

    /// Writes a member whose value is written by a closure, which must write exactly one value.
    public mutating func member(_ name: String, _ value: (inout JSONWriter) -> Void) {
      writer.separate(isFirst: isEmpty)
      isEmpty = false
      writer.text(name)
      writer.buffer.append(writer.layout == .indented ? ": " : ":")
      value(&writer)
    }

    /// Writes a member that is a text, or null.
    public mutating func member(_ name: String, _ value: String?) {
      member(name) { json in
        if let value { json.text(value) } else { json.null() }
      }
    }

    /// Writes a member that is a whole number, or null.
    public mutating func member(_ name: String, _ value: (some FixedWidthInteger)?) {
      member(name) { json in
        if let value { json.integer(value) } else { json.null() }
      }
    }

    /// Writes a member that is a truth value.
    public mutating func member(_ name: String, _ value: Bool) {
      member(name) { $0.bool(value) }
    }

    /// Writes a member that is an object.
    public mutating func object(_ name: String, _ body: (inout Object) -> Void) {
      member(name) { $0.object(body) }
    }

    /// Writes a member that is an array.
    public mutating func array(_ name: String, _ body: (inout Array) -> Void) {
      member(name) { $0.array(body) }
    }

    /// Writes a member that is an array of texts.
    public mutating func array(_ name: String, _ texts: some Sequence<String>) {
      array(name) { array in
        for text in texts { array.element { $0.text(text) } }
      }
    }
  }

  /// Writes the elements of an array.
  public struct Array: NestedWriter, Sendable {
    fileprivate var writer: JSONWriter
    fileprivate var isEmpty = true

    fileprivate init(writer: JSONWriter) { self.writer = writer }

    /// Writes an element by a closure, which must write exactly one value.
    public mutating func element(_ value: (inout JSONWriter) -> Void) {
      writer.separate(isFirst: isEmpty)
      isEmpty = false
      value(&writer)
    }

    /// Writes an element that is an object.
    public mutating func object(_ body: (inout Object) -> Void) {
      element { $0.object(body) }
    }
  }
}

/// A writer between brackets.
private protocol NestedWriter {
  var writer: JSONWriter { get set }
  var isEmpty: Bool { get }
}

extension ByteBuffer {
  /// Appends a text as a JSON string: between quotation marks, with the escapes of RFC 8259,
  /// section 7.
  ///
  /// Escaped as well are the control characters U+007F to U+009F, line and paragraph separators,
  /// and marks of direction: a document that is printed on a terminal shows them and changes
  /// nothing.
  public mutating func appendQuoted(_ text: String) {
    append(UInt8(ascii: "\""))
    if Self.needsEscapes(text) { appendEscaped(text) } else { append(text) }
    append(UInt8(ascii: "\""))
  }

  private static func needsEscapes(_ text: String) -> Bool {
    let span = text.utf8.span
    for index in span.indices {
      let byte = span[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return true }
      // 0xC2 begins U+0080 to U+00BF, 0xE2 begins U+2000 to U+2FFF.
      if byte == 0x7F || byte == 0xC2 || byte == 0xE2 { return true }
    }
    return false
  }

  private mutating func appendEscaped(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: append("\\\"")
      case 0x5C: append("\\\\")
      case 0x0A: append("\\n")
      case 0x0D: append("\\r")
      case 0x09: append("\\t")
      case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
        let digits = String(scalar.value, radix: 16)
        append("\\u")
        for _ in digits.count..<4 { append(UInt8(ascii: "0")) }
        append(digits)
      default:
        for byte in UTF8.encode(scalar) ?? .init() { append(byte) }
      }
    }
  }
}
