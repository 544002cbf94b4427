extension StringProtocol {
  /// The text with an escape, such as `\u{1B}`, for each character that a terminal obeys or does
  /// not draw.
  ///
  /// Line feeds stay, so that a text of several lines can be printed.
  ///
  /// A name from a file or from a stranger can contain terminal escape sequences, characters that
  /// reverse the direction of writing, or characters without width. Printed unchanged, they could
  /// alter what a person sees. Files and JSON documents keep the exact text.
  ///
  /// Replaced are control and format characters, line and paragraph separators, private-use and
  /// unassigned code points, and the characters that Unicode lists as ignorable in display (UAX
  /// #44). Joiners and variation selectors stay after a character outside ASCII, where scripts and
  /// emoji need them.
  public var visible: String { visible { $0 == "\n" } }

  /// The same as ``visible``, with line feeds replaced as well: for a name within a line.
  public var visibleOnOneLine: String { visible { _ in false } }

  private func visible(except isKept: (Unicode.Scalar) -> Bool) -> String {
    guard !utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return String(self) }
    var result = String.UnicodeScalarView()
    var isAfterASCII = true
    for scalar in unicodeScalars {
      if isKept(scalar) || scalar.isDrawn || (scalar.isJoinerOrSelector && !isAfterASCII) {
        result.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
      }
      isAfterASCII = scalar.isASCII
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  /// Whether the character takes its place on a line and does nothing else.
  fileprivate var isDrawn: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
      .unassigned:
      false
    default: !properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether the character chooses how the one before it is drawn.
  fileprivate var isJoinerOrSelector: Bool {
    (0x200C...0x200D).contains(value) || (0xFE00...0xFE0F).contains(value)
  }
}
