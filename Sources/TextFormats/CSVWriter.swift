/// Writes rows of comma-separated values (RFC 4180).
///
/// A field with a comma, a quotation mark or a line break is put between quotation marks; quotation
/// marks within it are doubled.
///
/// A text that begins with `=`, `+`, `-`, `@`, a tab or a line break gets an apostrophe before it,
/// so that a spreadsheet shows it and does not run it as a formula: names come from files and from
/// strangers. Numbers are written as numbers. `withoutFormulaMark` takes the apostrophe off.
///
/// Source: OWASP, CSV Injection.
public struct CSVWriter: Sendable {
  /// The end of each row.
  public enum LineEnd: String, Sendable {
    /// Carriage return and line feed, as RFC 4180 demands.
    case carriageReturnAndLineFeed = "\r\n"
    /// A line feed alone, for results that are read on a terminal as well.
    case lineFeed = "\n"
  }

  /// The rows as written so far; writers of other formats append to it.
  package var buffer: ByteBuffer
  private let lineEnd: LineEnd
  private var isAtRowStart = true

  /// Begins with no rows.
  public init(_ lineEnd: LineEnd) {
    buffer = ByteBuffer()
    self.lineEnd = lineEnd
  }

  /// The rows written so far.
  public var bytes: [UInt8] { buffer.bytes }

  /// The rows written so far, as text.
  public var text: String { String(decoding: buffer.bytes, as: UTF8.self) }

  /// Writes the bytes so far to a sink and forgets them, if they are more than a limit.
  public mutating func drain(to sink: some ByteSink, above limit: Int = 0) throws {
    try sink.drain(&buffer, above: limit)
  }

  /// Writes a row of texts.
  public mutating func row(_ fields: some Sequence<String>) {
    for text in fields { field(text) }
    endRow()
  }

  /// Writes an empty field.
  public mutating func emptyField() { separate() }

  /// Writes a text.
  public mutating func field(_ text: String) {
    separate()
    let isMarked = text.isTakenForFormula
    guard text.utf8.contains(where: Self.needsQuotes) else {
      if isMarked { buffer.append(UInt8(ascii: "'")) }
      return buffer.append(text)
    }
    buffer.append(UInt8(ascii: "\""))
    if isMarked { buffer.append(UInt8(ascii: "'")) }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(UInt8(ascii: "\""))
  }

  /// Writes a truth value as `true` or `false`.
  public mutating func field(_ value: Bool) {
    separate()
    buffer.append(value ? "true" : "false")
  }

  /// Writes a whole number.
  public mutating func field(_ value: Int64) {
    separate()
    buffer.append(value)
  }

  /// Writes a number rounded to a count of decimals, without zeros at its end.
  public mutating func field(_ value: Double, places: Int) {
    separate()
    buffer.append(value, places: places)
  }

  /// Ends the row.
  public mutating func endRow() {
    buffer.append(lineEnd.rawValue)
    isAtRowStart = true
  }

  /// Begins a field.
  package mutating func separate() {
    if !isAtRowStart { buffer.append(UInt8(ascii: ",")) }
    isAtRowStart = false
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D
  }
}

extension StringProtocol {
  /// The text without the apostrophe that ``CSVWriter`` writes before what a spreadsheet would run.
  public var withoutFormulaMark: String {
    String(utf8.first == UInt8(ascii: "'") && isTakenForFormula ? dropFirst() : self[...])
  }

  /// Whether a spreadsheet would run the text if the apostrophes at its start were removed.
  ///
  /// A text such as `'=1` therefore gets an apostrophe as well. Otherwise it could not be
  /// distinguished from the text `=1` with its mark.
  fileprivate var isTakenForFormula: Bool {
    guard let first = utf8.first(where: { $0 != UInt8(ascii: "'") }) else { return false }
    return "=+-@\t\r\n".utf8.contains(first)
  }
}
