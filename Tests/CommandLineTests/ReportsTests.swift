import Foundation
import TestSupport
import Testing

/// `trasse reports`: what citizens report, from the server's file to its result.
struct ReportsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let homes = [("11", 6.8505), ("13", 6.8525)].map { number, x in
      """
      {"type":"Feature","properties":{"id":"a\(number)","street":"Marktgasse",
      "house_number":"\(number)","postcode":"40878","city":"Ratingen"},
      "geometry":{"type":"Point","coordinates":[\(x),51.3]}}
      """
    }
    _ = try folder.write(
      "{\"type\":\"FeatureCollection\",\"features\":[\(homes.joined(separator: ","))]}",
      to: "addresses.geojson")
    #expect(try run("new", "town.gpkg", "--crs", "EPSG:25832").status == 0)
    #expect(
      try run("import", "town.gpkg", "addresses.geojson", "--as", "address", "--quiet").status == 0)
    #expect(try run("publish", "town.gpkg", "-o", "public.db").status == 0)
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  private func reports(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["reports", "town.gpkg"] + arguments, in: folder)
  }

  /// The public id of a house, from the look-up.
  private func publicID(_ address: String) throws -> String {
    let answer = try run("lookup", "public.db", address, "--format", "json").output
    let start = try #require(answer.range(of: "\"id\":\"")).upperBound
    return String(answer[start...].prefix { $0 != "\"" })
  }

  private func line(
    _ id: String, _ kind: String, id addressID: String? = nil, address: String? = nil,
    message: String = "", contact: String = ""
  ) -> String {
    func text(_ value: String?) -> String { value.map { "\"\($0)\"" } ?? "null" }
    return """
      {"id":"\(id)","received":"2024-05-06T07:08:09Z","kind":"\(kind)",\
      "address_id":\(text(addressID)),"address":\(text(address)),\
      "message":"\(message)","contact":"\(contact)"}

      """
  }

  private func sound() throws -> String {
    try line(
      "1aa", "wrong_class", id: publicID("Marktgasse 11"), message: "marked-words",
      contact: "marked-mail") + line("2bb", "missing", address: "Marktgasse 99")
      + line("3cc", "other", address: "marktgasse 13 ratingen")
      + line("4dd", "gone", id: "0123456789abcdef0123")
  }

  @Test func `each report enters once, however often its line is read`() throws {
    _ = try folder.write(try sound(), to: "reports.jsonl")
    let first = try reports("import", "reports.jsonl")
    #expect(first.status == 0, "\(first.errors)")
    #expect(try !Golden.differs(first.output, from: "reports-import.txt"))
    // The file has grown, and a line stands twice.
    let more = try sound() + sound() + line("5ee", "other", address: "Marktgasse 11")
    _ = try folder.write(more, to: "reports.jsonl")
    let second = try reports("import", "reports.jsonl", "--format", "json")
    #expect(second.output.contains("\"entered\": 1") && second.output.contains("\"known\": 8"))
    #expect(
      try reports("import", "reports.jsonl", "--format", "json").output.contains("\"known\": 9"))
    let list = try reports("list")
    #expect(try !Golden.differs(list.output, from: "reports-list.txt"))
    let verified = try run("status", "town.gpkg", "verify")
    #expect(verified.status == 0 && verified.output.contains("events: 5, chain intact"))
    let check = try Program.runScript("check-ledger", folder.path("town.gpkg"))
    #expect(check.status == 0 && check.output == verified.output)
  }

  @Test func `a report is closed with a result, opened again, and its words are erased for good`()
    throws
  {
    _ = try folder.write(try sound(), to: "reports.jsonl")
    _ = try reports("import", "reports.jsonl")
    let closed = try reports("close", "1a", "surveyed again", "--actor", "office")
    #expect(closed.status == 0 && closed.output == "1aa: report_closed (event 5)\n")
    #expect(try reports("list").output.contains("(3 of 4 reports are open)"))
    let all = try reports("list", "--all", "--format", "json").output
    #expect(all.contains("\"result\": \"surveyed again\"") && !all.contains("marked-mail"))
    #expect(try reports("list", "--personal", "--all").output.contains("marked-mail"))
    let twice = try reports("close", "1aa", "again")
    #expect(twice.status == 65 && twice.errors.contains("report_closed has been entered already"))
    let history = try run("status", "town.gpkg", "history", "Marktgasse 11").output
    #expect(history.contains("error_reported") && history.contains("report 1aa"))
    #expect(try reports("reopen", "1aa", "the other entrance").status == 0)
    #expect(try reports("reopen", "1aa", "the other entrance").status == 64)
    #expect(
      try run("status", "town.gpkg", "watch", "--for", "office").output.contains("report 1aa"))
    // Neither message nor contact is in the chain, so both can go; the line is known for ever.
    let file = folder.url.appendingPathComponent("town.gpkg.private")
    #expect(try Data(contentsOf: file).range(of: Data("marked-mail".utf8)) != nil)
    #expect(try reports("erase", "1aa").output == "2 entries erased\n")
    #expect(try reports("import", "reports.jsonl").status == 0)
    #expect(try Data(contentsOf: file).range(of: Data("marked".utf8)) == nil)
    #expect(try run("status", "town.gpkg", "verify").status == 0)
  }

  @Test func `broken lines are named with their fix, and keep the others out unless asked`() throws
  {
    let future = try sound().split(separator: "\n")[1].replacing("2bb", with: "9zz")
      .replacing("2024", with: "2999")
    _ = try folder.write(
      sound() + "{\"id\":\"6ff\",\"recei\n" + "[]\n" + line("", "other", address: "x")
        + line("7gg", "rude", address: "x") + line("8hh", "other") + future + "\n"
        + "{\"id\":\"9\",\"kind\":\"gone\",\"address\":\"x\",\"received\":\"soon\"}\n\n",
      to: "reports.jsonl")
    let refused = try reports("import", "reports.jsonl")
    #expect(refused.status == 65)
    #expect(
      refused.errors.contains("reports.jsonl: 7 of 11 lines are bad, and nothing was entered"))
    #expect(try !Golden.differs(refused.output, from: "reports-rejects.txt"))
    #expect(try reports("list").output == "(0 of 0 reports are open)\n")
    let kept = try reports("import", "reports.jsonl", "--keep-good", "--format", "json")
    #expect(kept.status == 0 && kept.output.contains("\"entered\": 4"))
    #expect(try reports("list").output.contains("(4 of 4 reports are open)"))
  }

  @Test func `what a stranger wrote cannot take hold of the terminal`() throws {
    _ = try folder.write(
      line("1aa", "other", address: "x", message: "a\\u001b[2Jb\\u009b3Jc"), to: "reports.jsonl")
    #expect(try reports("import", "reports.jsonl").status == 0)
    let list = try reports("list").output
    #expect(!list.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B })
    #expect(list.contains(#"a\u{1B}[2Jb\u{9B}3Jc"#))
  }

  @Test func `wrong calls end with their status`() throws {
    #expect(try reports("import", "none.jsonl").status == 66)
    #expect(try reports("close", "1aa", "done").status == 64)
    #expect(try reports("close", "", "done").status == 64)
    #expect(try reports("clos").errors.contains("did you mean close?"))
    #expect(try run("reports").status == 64)
    #expect(try run("report").errors.contains("did you mean reports?"))
    #expect(try run("status", "town.gpkg", "set", "Marktgasse 11", "report_closed").status == 64)
  }

  @Test(arguments: ["import", "list", "close", "reopen", "erase"])
  func `each verb explains itself with an example`(verb: String) throws {
    let help = try run("help", "reports", verb)
    #expect(help.status == 0 && help.output.contains("Example:"))
    #expect(try !Golden.differs(help.output, from: "help-reports-\(verb).txt"))
  }
}
