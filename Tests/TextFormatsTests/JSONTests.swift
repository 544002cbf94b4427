import Foundation
import TestSupport
import TextFormats
import Testing

struct JSONTests {
  @Test func `members and elements keep the order of the calls`() {
    var json = JSONWriter()
    json.object { object in
      object.member("z", "a")
      object.member("a", nil as String?)
      object.member("count", 3)
      object.member("isOpen", true)
      object.array("none") { _ in }
      object.object("inner") { inner in
        inner.array("words", ["b", "a"])
        inner.member("length") { $0.decimal(1.5, places: 3) }
      }
      object.array("things") { array in
        array.object { $0.member("id", 1) }
        array.element { $0.null() }
      }
    }
    #expect(
      json.text
        == #"{"z":"a","a":null,"count":3,"isOpen":true,"none":[],"#
        + #""inner":{"words":["b","a"],"length":1.500},"things":[{"id":1},null]}"#)
  }

  @Test func `an indented document has a line for each member and element`() {
    let value: JSONText = .object([
      ("name", "Nord"), ("empty", .array([])), ("none", .object([])),
      ("list", .array([1, .decimal(0.25, places: 3), .object([("x", .null)])])),
    ])
    #expect(
      value.document == """
        {
          "name": "Nord",
          "empty": [],
          "none": {},
          "list": [
            1,
            0.250,
            {
              "x": null
            }
          ]
        }

        """)
  }

  @Test func `any text is read back by another reader`() throws {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "\"", "\\", "\n", "\r", "\t", "\u{0}", "\u{1B}[31m", "\u{7F}", "ä", "€", "🏠", "\u{202E}", "/",
      "a", "\u{2028}",
    ]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...12, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      var json = JSONWriter()
      json.array { $0.element { $0.text(text) } }
      let read = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String]
      #expect(read == [text])
    }
  }

  @Test func `line breaks and tabs have the short escapes, other control characters the long one`()
  {
    var json = JSONWriter()
    json.text("a\nb\rc\td\u{1B}e\u{1}")
    #expect(json.text == #""a\nb\rc\td\u001be\u0001""#)
  }

  @Test func `a number that is not finite becomes null`() {
    var json = JSONWriter()
    json.array { array in
      for number in [Double.nan, .infinity, -.infinity] {
        array.element { $0.decimal(number, places: 2) }
      }
    }
    #expect(json.text == "[null,null,null]")
  }

  @Test func `characters that a terminal obeys or that break lines are escaped`() throws {
    let text = "a\u{7F}\u{80}\u{85}\u{9B}1m\u{A0}ä€\u{2028}\u{2029}\u{202E}\u{2066}\u{200F}\u{2030}"
    var json = JSONWriter()
    json.text(text)
    #expect(
      json.text
        == #""a\u007f\u0080\u0085\u009b1m"# + "\u{A0}ä€"
        + #"\u2028\u2029\u202e\u2066\u200f"# + "\u{2030}\"")
    #expect(try JSONDecoder().decode(String.self, from: Data(json.bytes)) == text)
  }
}
