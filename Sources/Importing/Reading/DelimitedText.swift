import TextFormats

/// A table as text: RFC 4180 with commas, semicolons or tabs, in UTF-8 or as Windows writes
/// Latin-1.
///
/// The separator is the one that stands most often in the first line, outside quotes.
struct DelimitedText {
  private let bytes: [UInt8]
  private let separator: UInt8
  private var index = 0
  private var line = 1
  private var ends: [Int] = []
  private var scratch: [UInt8] = []

  /// The line on which the row begins, from 1.
  private(set) var startLine = 1

  init(_ raw: [UInt8]) {
    let body = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(raw.dropFirst(3)) : raw
    bytes = String(validating: body, as: UTF8.self) == nil ? Self.fromWindows(body) : body
    let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
    func count(_ separator: UInt8) -> Int {
      var isQuoted = false
      return first.count { byte in
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        return byte == separator && !isQuoted
      }
    }
    let semicolon = UInt8(ascii: ";")
    separator = [UInt8(ascii: ","), UInt8(ascii: "\t")].reduce(semicolon) {
      count($1) > count($0) ? $1 : $0
    }
  }

  /// Reads the next row that is not blank.
  ///
  /// - Returns: whether there is one.
  mutating func next() -> Bool {
    while index < bytes.count {
      startLine = line
      readRow()
      if ends.count > 1 || !scratch.isEmpty { return true }
    }
    return false
  }

  /// How many fields the row has.
  var count: Int { ends.count }

  /// A field without blanks at its ends and without the mark before what looks like a formula;
  /// empty past the last.
  func field(_ position: Int) -> String {
    guard position < ends.count else { return "" }
    var start = position == 0 ? 0 : ends[position - 1]
    var end = ends[position]
    while start < end, scratch[start] <= 0x20 { start += 1 }
    while end > start, scratch[end - 1] <= 0x20 { end -= 1 }
    return String(decoding: scratch[start..<end], as: UTF8.self).withoutFormulaMark
  }

  private mutating func readRow() {
    scratch.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    var isQuoted = false
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isQuoted {
        guard byte == UInt8(ascii: "\"") else {
          scratch.append(byte)
          continue
        }
        if index < bytes.count, bytes[index] == byte {
          scratch.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
      } else if byte == separator {
        ends.append(scratch.count)
      } else if byte == UInt8(ascii: "\"") {
        isQuoted = true
      } else if byte == UInt8(ascii: "\n") {
        break
      } else if byte != UInt8(ascii: "\r") {
        scratch.append(byte)
      }
    }
    ends.append(scratch.count)
  }

  /// Latin-1 with what Windows puts where Latin-1 has control characters.
  private static func fromWindows(_ bytes: [UInt8]) -> [UInt8] {
    let between = Array(
      "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
    var text = String.UnicodeScalarView()
    for byte in bytes {
      text.append((0x80...0x9F).contains(byte) ? between[Int(byte) - 0x80] : Unicode.Scalar(byte))
    }
    return Array(String(text).utf8)
  }
}
