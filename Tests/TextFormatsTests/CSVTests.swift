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

  @Test func `what a spreadsheet would take for a formula is disarmed where asked`() {
    let cells = ["=1+1", "+49", "-3", "@SUM(1,1)", "\tx", "Lindengasse 5", ""]
    var plain = CSVWriter(.lineFeed)
    plain.row(cells)
    #expect(plain.text == "=1+1,+49,-3,\"@SUM(1,1)\",\tx,Lindengasse 5,\n")
    var disarmed = CSVWriter(.lineFeed, formulas: .disarmed)
    disarmed.row(cells)
    #expect(disarmed.text == "'=1+1,'+49,'-3,\"'@SUM(1,1)\",'\tx,Lindengasse 5,\n")
  }
}
