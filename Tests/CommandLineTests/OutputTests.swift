import Foundation
import TestSupport
import Testing

/// Where results go: which files an output may replace, and what happens where it cannot be
/// written.
struct OutputTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  /// Runs a line of the shell in which `$T` is the program.
  private func shell(_ line: String) throws -> Program.Outcome {
    try Program.run(
      ["-c", "T='\(Program.url.path)'; export SWIFT_BACKTRACE=enable=no; \(line)"],
      of: URL(fileURLWithPath: "/bin/bash"), in: folder)
  }

  /// A street of two homes with a PoP, planned.
  private func town() throws {
    try folder.writeTwoHomes()
    #expect(try run("new", "p.gpkg", "--crs", "EPSG:25832").status == 0)
    #expect(
      try run("import", "p.gpkg", "streets.geojson", "addresses.geojson", "sites.geojson").status
        == 0)
    #expect(try run("plan", "p.gpkg", "--quiet").status == 0)
    #expect(try run("publish", "p.gpkg", "-o", "public.db").status == 0)
  }

  private var entries: Set<String> {
    get throws { Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path)) }
  }

  @Test func `an output replaces no input, no project and no public file`() throws {
    try town()
    let absolute = folder.path("p.gpkg")
    let setup = try shell(
      """
      ln p.gpkg hard.gpkg && ln -s p.gpkg soft.gpkg && ln -s soft.gpkg softer.gpkg && mkdir sub \
        && $T new other.gpkg --quiet >/dev/null
      """)
    #expect(setup.status == 0)
    let before = try shell("sha256sum *.gpkg p.gpkg.private public.db *.geojson; ls -l").output
    let spellings = [
      "p.gpkg", "./p.gpkg", "sub/../p.gpkg", absolute, "hard.gpkg", "soft.gpkg", "softer.gpkg",
      "other.gpkg", "p.gpkg.private", "p.gpkg-journal", "p.gpkg-wal", "other.gpkg.private",
      "public.db",
    ]
    let commands = [
      "export p.gpkg trench -o", "export p.gpkg trench --format gpkg -o",
      "coverage p.gpkg --geojson points -o", "import p.gpkg sites.geojson --rejects",
      "publish p.gpkg -o",
    ]
    var wrong: [String] = []
    for command in commands {
      for name in spellings where !(command.hasPrefix("publish") && name == "public.db") {
        let status = try shell("$T \(command) '\(name)' --quiet").status
        if status != 73 { wrong.append("\(command) \(name): \(status)") }
      }
    }
    for line in [
      "import p.gpkg sites.geojson --rejects ./sites.geojson",
      "solve streets.geojson -o streets.geojson",
    ] where try shell("$T \(line)").status == 0 { wrong.append(line) }
    #expect(wrong.isEmpty)
    #expect(
      try shell("sha256sum *.gpkg p.gpkg.private public.db *.geojson; ls -l").output == before)
    #expect(try run("publish", "p.gpkg", "-o", "public.db").status == 0)
    #expect(try run("export", "p.gpkg", "trench", "--format", "gpkg", "-o", "e.gpkg").status == 0)
    #expect(try run("export", "p.gpkg", "trench", "--format", "gpkg", "-o", "e.gpkg").status == 0)
  }

  @Test func `an output is written through links, pipes and devices`() throws {
    try town()
    let outcome = try shell(
      """
      set -e; $T export p.gpkg trench -o plain.json
      echo old >target; ln -s target link; ln -s fresh dangling
      $T export p.gpkg trench -o link; $T export p.gpkg trench -o dangling
      test -L link && test -L dangling && cmp plain.json target && cmp plain.json fresh
      mkfifo fifo; cat fifo >read & $T export p.gpkg trench -o fifo; wait; test -p fifo
      cmp plain.json read; $T export p.gpkg trench -o /dev/stdout | cmp plain.json
      $T publish p.gpkg -o /dev/stdout | head -c 15 >/dev/null
      cat fifo >read & $T export p.gpkg trench --format gpkg -o fifo --quiet; wait; head -c 6 read
      """)
    #expect(outcome.status == 0 && outcome.output.hasSuffix("SQLite"), "\(outcome.errors)")
    #expect(try run("export", "p.gpkg", "trench", "-o", "/dev/full").status == 74)
    #expect(FileManager.default.fileExists(atPath: "/dev/full"))
    #expect(try entries.allSatisfy { !$0.contains(".part-") })
  }

  @Test func `a folder is not a file, and nothing is left of an output that failed`() throws {
    try town()
    #expect(try shell("mkdir folder").status == 0)
    let export = try run("export", "p.gpkg", "address", "--format", "gpkg", "-o", "folder")
    #expect(export.status == 73 && export.errors.contains("folder is a folder"))
    for target in ["folder", "missing/r.csv"] {
      let before = try run("export", "p.gpkg", "site").output
      let outcome = try run(
        "import", "p.gpkg", "sites.geojson", "--source", "again", "--rejects", target)
      #expect(outcome.status == 73)
      #expect(try run("export", "p.gpkg", "site").output == before)
    }
    let full = try run(
      "import", "p.gpkg", "sites.geojson", "--source", "again", "--rejects", "/dev/full")
    #expect(full.status == 74)
    let sources = try run("export", "p.gpkg", "import_source", "--format", "csv").output
    #expect(sources.contains("sites") && !sources.contains("again"))
    #expect(try entries.allSatisfy { !$0.contains(".part-") })
  }

  @Test func `temporary files of ended processes are removed, others stay`() throws {
    try town()
    let outcome = try shell(
      """
      sleep 0 & ended=$!; wait; sleep 20 >/dev/null & living=$!
      for p in $ended $living; do echo x >o.json.part-$p; done
      echo x >o.json.part-$ended-journal; echo x >o.json.part-12x; echo x >other.json.part-$ended
      $T export p.gpkg trench -o o.json; kill $living
      ls *.part-* | sed "s/$ended/ENDED/; s/$living/LIVING/"
      """)
    #expect(
      outcome.output == "o.json.part-12x\no.json.part-LIVING\nother.json.part-ENDED\n")
  }

  @Test func `a result that cannot be written ends with 74`() throws {
    try town()
    var wrong: [String] = []
    for command in [
      "status p.gpkg verify", "verify p.gpkg", "verify p.gpkg --format json",
      "status p.gpkg summary", "plan p.gpkg --quiet", "export p.gpkg trench", "check p.gpkg",
      "lookup public.db Musterweg 1", "token p.gpkg add crew", "help", "--version", "help plan",
    ] {
      for sink in [">/dev/full", ">&-"] {
        let status = try shell("$T \(command) \(sink) 2>/dev/null").status
        if status != 74 { wrong.append("\(command) \(sink): \(status)") }
      }
    }
    #expect(wrong.isEmpty)
    #expect(!(try run("token", "p.gpkg", "list").output.contains("crew")))
    #expect(try shell("set -o pipefail; $T export p.gpkg trench | head -c 1").status == 0)
    #expect(try shell("$T token p.gpkg add crew | true; exit ${PIPESTATUS[0]}").status != 132)
  }

  @Test func `a command whose result cannot be written reports that its work is done`() throws {
    try town()
    #expect(try run("export", "p.gpkg", "trench", "-o", "trench.geojson").status == 0)
    #expect(try run("token", "p.gpkg", "add", "crew").status == 0)
    _ = try folder.write(
      "address,event,time,actor\nMusterweg 3,consent_given,2024-01-10T08:00:00Z,office\n",
      to: "events.csv")
    _ = try folder.write(
      #"{"id":"r1","received":"2024-03-01T08:30:00Z","kind":"missing","address_id":null,"#
        + #""address":"Musterweg 50","message":"missing","contact":""}"# + "\n", to: "reports.jsonl"
    )
    var wrong: [String] = []
    for (command, words) in [
      ("new n.gpkg", "the project is created"), ("upgrade p.gpkg", "the project is of"),
      ("import p.gpkg sites.geojson --source again", "the import is stored"),
      ("plan p.gpkg", "the plan is stored"), ("plan p.gpkg --format json", "the plan is stored"),
      ("connect p.gpkg 'Musterweg 1'", "the plan and the reservation are stored"),
      ("built p.gpkg trench.geojson --as trench --at 05.03.2024 --proof x", "the survey is stored"),
      ("status p.gpkg set 'Musterweg 1' consent_requested --name N", "the event is stored"),
      ("status p.gpkg import events.csv", "the events are stored"),
      ("status p.gpkg rebuild", "the states are stored"),
      ("status p.gpkg erase 'Musterweg 1'", "the entries are erased"),
      ("reports p.gpkg import reports.jsonl", "the reports are stored"),
      ("reports p.gpkg close r1 done", "the event is stored"),
      ("reports p.gpkg reopen r1 again", "the event is stored"),
      ("reports p.gpkg erase r1", "the entries are erased"),
      ("token p.gpkg revoke crew", "the token is revoked"),
      ("publish p.gpkg -o again.db", "the public file is written"),
    ] {
      let outcome = try shell("$T \(command) --quiet >/dev/full")
      let sentence =
        "trasse: standard output could not be written completely, but \(words)"
      if outcome.status != 74 || !outcome.errors.hasPrefix(sentence) {
        wrong.append("\(command): \(outcome.status), \(outcome.errors)")
      }
    }
    #expect(wrong.isEmpty)
    #expect(try run("status", "p.gpkg", "verify").output.hasPrefix("events: 5, "))
    #expect(try run("token", "p.gpkg", "list").output.contains("revoked"))
    #expect(try entries.isSuperset(of: ["n.gpkg", "again.db"]))
    let sources = try run("export", "p.gpkg", "import_source", "--format", "csv").output
    #expect(sources.contains("again"))
    // Nothing is stored, so nothing is said about it.
    for command in [
      "built p.gpkg trench.geojson --as trench --at 05.03.2024 --proof y --dry-run",
      "status p.gpkg import events.csv --dry-run", "connect p.gpkg 'Musterweg 3' --dry-run",
    ] {
      let outcome = try shell("$T \(command) --quiet >/dev/full")
      #expect(outcome.status == 74 && !outcome.errors.contains("but"), "\(outcome)")
    }
  }

  @Test func `rows of a status table that are left out are listed before the others are entered`()
    throws
  {
    try town()
    _ = try folder.write(
      """
      address,event,time,actor
      Musterweg 1,consent_given,2024-01-10T08:00:00Z,office
      Musterweg 99,consent_given,2024-01-10T08:00:00Z,office
      Musterweg 3,dancing,2024-01-10T08:00:00Z,office

      """, to: "events.csv")
    let command = "status p.gpkg import events.csv --keep-good --rejects"
    for (target, status) in [("missing/r.csv", Int32(73)), (".", 73), ("/dev/full", 74)] {
      let outcome = try shell("$T \(command) \(target)")
      #expect(outcome.status == status && outcome.output.isEmpty, "\(outcome)")
      #expect(try run("status", "p.gpkg", "verify").output.hasPrefix("events: 0, "))
    }
    let entered = try shell("$T \(command) r.csv && cut -d, -f1,2 r.csv")
    #expect(entered.status == 0, "\(entered)")
    #expect(entered.output.hasSuffix("line,address\n3,Musterweg 99\n4,Musterweg 3\n"))
    #expect(try run("status", "p.gpkg", "verify").output.hasPrefix("events: 1, "))
    // Where bad rows prevent the others, they are listed all the same.
    let refused = try shell("$T status p.gpkg import events.csv --rejects s.csv; cmp r.csv s.csv")
    #expect(refused.status == 0 && refused.errors.contains("nothing was entered"), "\(refused)")
    #expect(try run("status", "p.gpkg", "verify").output.hasPrefix("events: 1, "))
    #expect(try entries.allSatisfy { !$0.contains(".part-") })
  }

  @Test func `messages that cannot be written end nothing`() throws {
    try town()
    var wrong: [String] = []
    for (command, expected) in [
      ("plan p.gpkg", Int32(0)), ("import p.gpkg sites.geojson", 0), ("verify none.gpkg", 66),
      ("status p.gpkg set nowhere surveyed", 64), ("foo", 64), ("", 64),
    ] {
      for streams in ["2>/dev/full", "2>&-", "<&- 2>&-"] {
        let status = try shell("$T \(command) >/dev/null \(streams)").status
        if status != expected { wrong.append("\(command) \(streams): \(status)") }
      }
    }
    #expect(wrong.isEmpty)
    // Without the streams the project would be opened as descriptor 1 or 2, and messages written into it.
    _ = try shell("$T plan p.gpkg <&- >&- 2>&-")
    #expect(try run("verify", "p.gpkg").status == 0)
  }

  @Test func `a name that is not UTF-8 is refused`() throws {
    try town()
    let before = try entries.count
    let outcome = try shell("$T export p.gpkg trench -o $'a\\xff.json'")
    #expect(outcome.status == 64 && outcome.errors.contains("is not UTF-8"))
    #expect(try entries.count == before)
  }
}
