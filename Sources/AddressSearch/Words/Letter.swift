/// The meaning of a Unicode scalar in a search.
enum Letter {
  /// A letter in lower case without diacritics. The second byte is used for letters written with
  /// two (`ae`, `ss`).
  case letter(UInt8, UInt8, Kind)
  /// A digit.
  case digit(UInt8)
  /// A combining mark, which modifies the previous letter.
  case mark(isDiaeresis: Bool)
  /// A letter of a script other than Latin.
  case foreign
  /// A character that separates words.
  case separator(Words.Gap)

  /// The kinds of letters with two bytes, which differ in when the second byte is omitted.
  enum Kind { case plain, umlaut, sharpS }

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x61...0x7A: self = .plain(UInt8(scalar.value))
    case 0x41...0x5A: self = .plain(UInt8(scalar.value + 32))
    case 0x30...0x39: self = .digit(UInt8(scalar.value))
    case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x2000...0x200A, 0x202F, 0x3000: self = .separator(.blank)
    case 0x2D, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: self = .separator(.hyphen)
    case 0x2F: self = .separator(.slash)
    case 0x2B, 0x26: self = .separator(.plus)
    case 0x2C, 0x3B: self = .separator(.comma)
    case 0x308: self = .mark(isDiaeresis: true)
    // Combining marks, soft hyphen, zero-width characters.
    case 0x300...0x36F, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: self = .mark(isDiaeresis: false)
    case 0xFF10...0xFF19: self = .digit(UInt8(scalar.value - 0xFF10 + 0x30))
    case 0xC0...0x17F, 0x1E9E, 0x218...0x21B: self = Self.latin(scalar.value)
    default: self = scalar.properties.isAlphabetic ? .foreign : .separator(.other)
    }
  }

  private static func plain(_ byte: UInt8) -> Letter { .letter(byte, 0, .plain) }

  private static func pair(_ text: StaticString, _ kind: Kind = .plain) -> Letter {
    unsafe .letter(text.utf8Start[0], text.utf8Start[1], kind)
  }

  /// Latin letters with diacritics, from the Unicode blocks Latin-1 Supplement and Latin
  /// Extended-A.
  private static func latin(_ value: UInt32) -> Letter {
    switch value {
    case 0xC4, 0xE4: pair("ae", .umlaut)
    case 0xD6, 0xF6, 0xD8, 0xF8: pair("oe", .umlaut)
    case 0xDC, 0xFC: pair("ue", .umlaut)
    case 0xDF, 0x1E9E: pair("ss", .sharpS)
    case 0xC6, 0xE6: pair("ae")
    case 0x152, 0x153: pair("oe")
    case 0xD7, 0xF7: .separator(.other)
    case 0xC0...0xC5, 0xE0...0xE5, 0x100...0x105: plain(UInt8(ascii: "a"))
    case 0xC7, 0xE7, 0x106...0x10D: plain(UInt8(ascii: "c"))
    case 0xC8...0xCB, 0xE8...0xEB, 0x112...0x11B: plain(UInt8(ascii: "e"))
    case 0xCC...0xCF, 0xEC...0xEF, 0x128...0x131: plain(UInt8(ascii: "i"))
    case 0xD0, 0xF0, 0x10E...0x111: plain(UInt8(ascii: "d"))
    case 0xD1, 0xF1, 0x143...0x14B: plain(UInt8(ascii: "n"))
    case 0xD2...0xD5, 0xF2...0xF5, 0x14C...0x151: plain(UInt8(ascii: "o"))
    case 0xD9...0xDB, 0xF9...0xFB, 0x168...0x173: plain(UInt8(ascii: "u"))
    case 0xDD, 0xFD, 0xFF, 0x176...0x178: plain(UInt8(ascii: "y"))
    case 0xDE, 0xFE: pair("th")
    case 0x11C...0x123: plain(UInt8(ascii: "g"))
    case 0x124...0x127: plain(UInt8(ascii: "h"))
    case 0x132, 0x133: pair("ij")
    case 0x134, 0x135: plain(UInt8(ascii: "j"))
    case 0x136...0x138: plain(UInt8(ascii: "k"))
    case 0x139...0x142: plain(UInt8(ascii: "l"))
    case 0x154...0x159: plain(UInt8(ascii: "r"))
    case 0x15A...0x161, 0x17F, 0x218, 0x219: plain(UInt8(ascii: "s"))
    case 0x162...0x167, 0x21A, 0x21B: plain(UInt8(ascii: "t"))
    case 0x174, 0x175: plain(UInt8(ascii: "w"))
    default: plain(UInt8(ascii: "z"))
    }
  }
}
