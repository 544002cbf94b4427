import TextFormats
import Testing

struct CSVTests {
  @Test func `fields with commas, quotation marks and line breaks are quoted`() {
    var csv = CSVWriter(.carriageReturnAndLineFeed)
    csv.row(["plain", "a,b", "say \"no\"", "two\nlines", "", "ä"])
    #expect(csv.text == "plain,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",,ä\r\n")
  }

  @Test func `values of each type are fields of a row`() {
    var csv = CSVWriter(.lineFeed)
    csv.emptyField()
    csv.field(true)
    csv.field(-7 as Int64)
    csv.field(1.25, places: 6)
    csv.endRow()
    csv.row([])
    #expect(csv.text == ",true,-7,1.25\n\n")
  }

  @Test func `what a spreadsheet would take for a formula is marked, and numbers are not`() {
    let cells = ["=1+1", "+49", "-3", "@SUM(1,1)", "\tx", "\rx", "Lindengasse 5", ""]
    var csv = CSVWriter(.lineFeed)
    csv.row(cells)
    #expect(
      csv.text == "'=1+1,'+49,'-3,\"'@SUM(1,1)\",'\tx,\"'\rx\",Lindengasse 5,\n")
    var numbers = CSVWriter(.lineFeed)
    numbers.field(-3 as Int64)
    numbers.field(-1.5, places: 2)
    numbers.endRow()
    #expect(numbers.text == "-3,-1.5\n")
  }

  @Test func `the mark can be taken off again, from each text that can have it and no other`() {
    for text in [
      "=1", "+", "-x", "@a", "\tx", "'=1", "''-1", "'t Hof", "'", "''", "'a=1", "", "a", "Weg 5",
      "'@'", "'\n",
    ] {
      var csv = CSVWriter(.lineFeed)
      csv.field(text)
      let written = csv.text.trimmingPrefix("\"").replacing(/"$/, with: "")
      #expect(written.withoutFormulaMark == text)
      let isMarked = text.utf8.first { $0 != 0x27 }.map("=+-@\t\r\n".utf8.contains) ?? false
      #expect((written != text) == isMarked, "\(text)")
    }
  }
}
