import TextFormats
import Testing

struct VisibleTextTests {
  @Test func `names are left as they are`() {
    let names = [
      "Marktgasse 11a", "Große Straße", "Łódź", "Αθήνα", "日本橋", "نهج", "می‌خواهم", "👩‍👩‍👧 Nord",
      "\u{A0}x",
      "❤️",
    ]
    for name in names { #expect(name.visible == name && name.visibleOnOneLine == name) }
  }

  @Test func `terminal escape sequences and control characters are made visible`() {
    #expect("\u{1B}[31mrot\u{1B}[0m".visible == #"\u{1B}[31mrot\u{1B}[0m"#)
    #expect("\u{1B}]0;title\u{7}".visible == #"\u{1B}]0;title\u{7}"#)
    #expect("a\u{9B}31m\u{7F}\u{0}".visible == #"a\u{9B}31m\u{7F}\u{0}"#)
    #expect("a\nb\rc\td".visibleOnOneLine == #"a\u{A}b\u{D}c\u{9}d"#)
  }

  @Test func `marks of direction and characters without width are made visible`() {
    #expect("Haus\u{202E}gpj.exe".visible == #"Haus\u{202E}gpj.exe"#)
    #expect("a\u{200B}b\u{2066}c\u{FEFF}\u{AD}".visible == #"a\u{200B}b\u{2066}c\u{FEFF}\u{AD}"#)
    #expect("x\u{3164}y\u{E0041}\u{2028}".visible == #"x\u{3164}y\u{E0041}\u{2028}"#)
    #expect("ab\u{200D}c\u{FE0F}".visible == #"ab\u{200D}c\u{FE0F}"#)
  }

  @Test func `a text of several lines keeps its line feeds alone`() {
    #expect("one\ntwo\u{1B}[2J\r\n".visible == "one\ntwo\\u{1B}[2J\\u{D}\n")
  }
}
