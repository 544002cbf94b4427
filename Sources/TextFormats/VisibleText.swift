extension StringProtocol {
  /// The text with an escape, `\u{1b}`, in place of each character that is not drawn or that acts on a
  /// terminal.
  ///
  /// A name from a file can hold terminal escape sequences, line breaks, marks that reverse the direction of
  /// writing, or characters without width. Printed as they are, they could change what a person sees. Files
  /// and JSON documents keep the exact text.
  ///
  /// Escaped are control and format characters, line and paragraph separators, private-use and unassigned
  /// code points, and the characters that Unicode lists as ignorable in display (UAX #44).
  public var visible: String { visible { _ in false } }

  /// The same as ``visible``, but line feeds stay: for a text of several lines.
  public var visibleLines: String { visible { $0 == "\n" } }

  private func visible(except isKept: (Unicode.Scalar) -> Bool) -> String {
    guard !utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return String(self) }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if isKept(scalar) || scalar.isDrawn {
        result.append(scalar)
      } else {
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      }
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
}
