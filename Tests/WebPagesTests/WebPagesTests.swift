import HTTPServing
import Testing
import TextFormats
import WebPages

struct WebPagesTests {
  @Test func `what is put into a page is escaped, unless it is a piece of one`() {
    let name = #"<b> & "c" 'd'"#
    let piece: HTML = "<p>\(name)</p>"
    #expect(piece.text == "<p>&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</p>")
    let page: HTML = "<div>\(piece)\(3)</div>"
    #expect(page.text == "<div>\(piece.text)3</div>")
    #expect(HTML([piece, piece], separator: "").text == piece.text + piece.text)
  }

  @Test func `a value of a query is escaped`() {
    #expect(QueryValue.escaped("Große Straße 1&x=%") == "Gro%C3%9Fe+Stra%C3%9Fe+1%26x%3D%25")
  }

  @Test func `links keep the language`() {
    #expect(Language.english.link("/staff", [("id", "a b")]) == "/staff?id=a+b&lang=en")
  }

  @Test func `dates and numbers follow the language`() {
    #expect(Language.german.day("2026-03-05") == "5. März 2026")
    #expect(Language.english.day("2026-03-05") == "5 March 2026")
    #expect(Language.english.day("soon") == "soon")
    #expect(Language.german.numbers.text(12_345) == "12.345")
    #expect(Language.english.numbers.text(-12_345) == "−12,345")
  }

  @Test func `an asset's path changes with its content`() {
    let one = Asset("page.js", .script, Array("a".utf8), in: "assets")
    let other = Asset("page.js", .script, Array("b".utf8), in: "assets")
    #expect(one.path.hasPrefix("/assets/page-") && one.path.hasSuffix(".js"))
    #expect(one.path != other.path)
    #expect(one.response["Cache-Control"]?.contains("immutable") == true)
  }

  @Test func `a page names its language and may load only what its policy lists`() throws {
    let frame = PageFrame(
      language: .german, title: "Titel", name: "<Netz>", home: "/", place: .init(path: "/"),
      assets: [], main: "<p>Text</p>", footer: "")
    let plain = frame.response(caching: .never)
    let page = String(decoding: plain.body, as: UTF8.self)
    #expect(page.contains("<html lang=\"de\">") && page.contains("Titel – &lt;Netz&gt;"))
    #expect(page.contains("noindex"))
    #expect(plain["Content-Security-Policy"]?.contains("worker-src 'none'") == true)
    let map = frame.response(
      caching: .never, sources: .init(hasMap: true, tiles: "https://tiles.example"))
    let policy = try #require(map["Content-Security-Policy"])
    #expect(policy.contains("connect-src 'self' https://tiles.example;"))
  }

  @Test func `a file with another hash is not served`() {
    let missing = CheckedFile(path: "/nowhere/at-all.js", sha256: "00")
    #expect(throws: CheckedFile.Fault.self) { try missing.content() }
    let other = CheckedFile(path: #filePath, sha256: String(repeating: "0", count: 64))
    #expect(throws: CheckedFile.Fault.self) { try other.content() }
  }
}
