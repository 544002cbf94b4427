extension String {
  /// The text with each control character as a visible escape, such as `\u{1B}`.
  ///
  /// Names from files and from strangers could otherwise contain sequences that the terminal
  /// obeys. Line feeds stay, so that a text of several lines can be printed.
  public var visible: String { escaped { $0 == "\n" } }

  /// The text with each control character as a visible escape, line feeds included.
  public var visibleOnOneLine: String { escaped { _ in false } }

  private func escaped(except isKept: (Unicode.Scalar) -> Bool) -> String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      // Characters of the category Cf include those that reverse the direction of writing.
      let category = scalar.properties.generalCategory
      return (category == .control || Self.isDirectional(scalar)) && !isKept(scalar)
    }
    guard unicodeScalars.contains(where: isControl) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      if isControl(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a character changes the direction of writing for the characters after it.
  private static func isDirectional(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
