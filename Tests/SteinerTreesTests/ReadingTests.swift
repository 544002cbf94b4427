import Foundation
import Graphs
import SteinerTrees
import TestSupport
import Testing

private let sound = """
  33D32945 STP File, STP Format Version 1.0
  SECTION Comment
  Name "E 1 2 3"
  END
  Section Graph
  Nodes 3
  Edges 2
  E 1 2 5\r
  E 2 3 7
  END

  SECTION Terminals
  Terminals 2
  T 1
  T 3
  END
  EOF
  """

private let prized = """
  SECTION Graph
  Nodes 4
  Edges 3
  E\t1\t2\t35203.000000
  E 2  3 0.193590 \r
  e 3 4 1.5E-3
  END
  SECTION Terminals
  Terminals 3
  RootP 1
  TP 3\t\t113110.316273
  TP 4 0.000000
  END
  """

private func file(_ text: String) throws -> SteinerFile {
  try SteinerFile(reading: Array(text.utf8))
}

private func steiner(_ text: String) throws -> SteinerInstance {
  guard case .steiner(let instance) = try file(text).problem else { throw CancellationError() }
  return instance
}

private func prizeCollecting(_ text: String) throws -> PrizeCollectingInstance {
  guard case .prizeCollecting(let instance) = try file(text).problem else {
    throw CancellationError()
  }
  return instance
}

private func reason(_ text: String) -> String {
  do {
    _ = try file(text)
    return "sound"
  } catch { return String(describing: error) }
}

private func reason(of text: String = sound, replacing old: String, by new: String) -> String {
  reason(text.replacingOccurrences(of: old, with: new))
}

struct ReadingTests {
  @Test func `a file is read with its numbers in order`() throws {
    let instance = try steiner(sound)
    #expect(instance.graph.nodeCount == 3)
    #expect(instance.costs == [5, 7])
    #expect(instance.graph.ends(of: EdgeID(1)) == (NodeID(1), NodeID(2)))
    #expect(instance.terminals == [NodeID(0), NodeID(2)])
    #expect(try file(sound).variant == .steiner)
    #expect(try file(sound).text(of: 12) == "12")
  }

  @Test func `case, blanks, comments, unknown sections and text after the end are ignored`()
    throws
  {
    let odd =
      sound.lowercased().replacingOccurrences(of: "e 2 3 7", with: "# so far\n\te\t2  3\t7  ")
      .replacingOccurrences(of: "\n", with: "\r\n")
      .replacingOccurrences(
        of: "section terminals", with: "section Coordinates\nDD 1 2 3\nEND\nsection  TERMINALS")
    #expect(try steiner(odd + "\nwhatever").costs == [5, 7])
    let withRoot = sound.replacingOccurrences(of: "T 1\n", with: "Root 2\nT 1\n")
    #expect(try steiner(withRoot).root == NodeID(1))
  }

  // MARK: Decimals and prizes

  @Test func `decimal places are represented exactly`() throws {
    let decimal = try file(prized)
    #expect(decimal.decimals == 6)
    let instance = try prizeCollecting(prized)
    #expect(instance.costs == [35_203_000_000, 193_590, 1_500])
    #expect(instance.prizes == [0, 0, 113_110_316_273, 0])
    #expect(decimal.text(of: 113_110_316_273) == "113110.316273")
    #expect(decimal.text(of: 35_203_000_000) == "35203")
    #expect(decimal.text(of: 193_590) == "0.19359")
    #expect(decimal.text(of: -1) == "-0.000001")
    #expect(decimal.text(of: 0) == "0")
    #expect(try file(sound.replacingOccurrences(of: "2 3 7", with: "2 3 7.000")).decimals == 0)
    #expect(try steiner(sound.replacingOccurrences(of: "2 3 7", with: "2 3 +.7e2")).costs[1] == 70)
  }

  @Test func `a root is required, and may or may not be counted as a terminal`() throws {
    #expect(try file(prized).variant == .rootedPrizeCollecting)
    #expect(try file(prized).terminalCount == 2)
    #expect(try prizeCollecting(prized).terminals == [NodeID(0)])
    let uncounted = prized.replacingOccurrences(of: "Terminals 3", with: "Terminals 2")
    #expect(try prizeCollecting(uncounted).terminals == [NodeID(0)])
    let unrooted = uncounted.replacingOccurrences(of: "RootP 1\n", with: "")
    #expect(try file(unrooted).variant == .prizeCollecting)
    #expect(try prizeCollecting(unrooted).terminals == [])
  }

  @Test func `numbers that cannot be represented exactly are rejected with their line`() {
    #expect(
      reason(replacing: "1 2 5", by: "1 2 500000000000000000")
        == "line 8: the sum of costs and prizes up to this line is too large to be represented exactly"
    )
    #expect(
      reason(replacing: "2 3 7", by: "2 3 7.00000000000000001")
        == "line 8: the sum of costs and prizes up to this line is too large to be represented exactly "
        + "with the 17 decimals of line 9")
    #expect(
      reason(replacing: "2 3 7", by: "2 3 70000000000000000000")
        == "line 9: a cost is “70000000000000000000”, which has too many digits to be represented exactly"
    )
    #expect(reason(replacing: "2 3 7", by: "2 3 1e-999").hasPrefix("line 8: the sum of costs"))
    #expect(reason(replacing: "2 3 7", by: "2 3 1e999").hasPrefix("line 9: a cost is “1e999”"))
  }

  // MARK: Faults

  @Test func `an invalid file is rejected with line and reason`() {
    let cases = [
      ("E 2 3 7", "E 2 4 7", "line 9: a node is 4, but must be from 1 to 3"),
      ("E 2 3 7", "E 0 3 7", "line 9: a node is 0, but must be from 1 to 3"),
      ("E 2 3 7", "E 2 3", "line 9: a cost is missing"),
      ("E 2 3 7", "E 2", "line 9: a node is missing"),
      ("E 2 3 7", "E 2 3 -7", "line 9: a cost is “-7”, which is negative"),
      ("E 2 3 7", "E 2 3 NaN", "line 9: a cost is “NaN”, which is not a number"),
      ("E 2 3 7", "E 2 3 7,5", "line 9: a cost is “7,5”, which is not a number"),
      ("E 2 3 7", "E 2 3 1.2.3", "line 9: a cost is “1.2.3”, which is not a number"),
      ("E 2 3 7", "E 2 3 .", "line 9: a cost is “.”, which is not a number"),
      ("E 2 3 7", "E 2 3 7e", "line 9: a cost is “7e”, which is not a number"),
      ("E 2 3 7", "E 2 drei 7", "line 9: a node is “drei”, which is not a whole number"),
      ("E 2 3 7", "E 2 3 7 8", "line 9: “8” is unexpected: the line should end before it"),
      ("E 2 3 7", "A 2 3 7", "line 9: directed arcs are not supported"),
      ("E 2 3 7", "", "line 10: 1 edges are listed, but 2 announced"),
      ("Edges 2", "", "line 10: the number of edges is missing"),
      ("Nodes 3", "", "line 8: the number of nodes must be given first"),
      ("Nodes 3", "Nodes -3", "line 6: the number of nodes is “-3”, which is not a whole number"),
      (
        "Nodes 3", "Nodes 99999999999999999999",
        "line 6: the number of nodes is “99999999999999999999”, which is not a whole number"
      ),
      ("Terminals 2", "Terminals 3", "line 16: 2 terminals are listed, but 3 announced"),
      ("T 3", "Tea 3", "line 15: “tea” is not a valid keyword in this section"),
      ("T 3", "T 3 -1.5", "line 15: “-1.5” is unexpected: the line should end before it"),
      ("T 3", "TP 3 -1", "line 15: a prize is “-1”, which is negative"),
      ("T 3", "TP 3 1\nTP 3 2", "line 17: 3 terminals are listed, but 2 announced"),
      ("T 3\n", "T 3\nTP 3\n", "line 16: a prize is missing"),
      ("T 3\n", "T 3\nRoot 1\nRoot 2\n", "line 17: a second root is given"),
      ("END\n\n", "END\nSection Graph\n", "line 11: section Graph occurs twice"),
      ("END\n\n", "\n", "line 11: the previous section has no END"),
    ]
    var wrong: [String] = []
    for (old, new, expected) in cases {
      let found = reason(replacing: old, by: new)
      if found != expected { wrong.append("\(new): \(found)") }
    }
    #expect(wrong == [])
    #expect(reason("") == "line 1: section Graph is missing")
    #expect(reason("no graph\nat all") == "line 2: section Graph is missing")
    #expect(
      reason(of: prized, replacing: "TP 4 0.0", by: "TP 3 0.0")
        == "line 12: node 3 has two prizes")
  }

  @Test func `a file truncated at any byte is rejected or has the same content`() throws {
    let bytes = Array(sound.utf8)
    let whole = try steiner(sound)
    var wrong: [Int] = []
    for length in bytes.indices {
      guard let cut = try? SteinerFile(reading: Array(bytes[..<length])) else { continue }
      if case .steiner(let instance) = cut.problem, instance.costs == whole.costs,
        instance.terminals == whole.terminals
      {
        continue
      }
      wrong.append(length)
    }
    #expect(wrong == [])
  }

  // MARK: Gzip

  @Test func `a small gzip file with a large content is refused`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("blank.gr.gz")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "head -c 100000000 /dev/zero | gzip > \"$0\"", path]
    try process.run()
    process.waitUntilExit()
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let error = #expect(throws: SteinerFormatError.self) { try SteinerFile(reading: bytes) }
    #expect(error?.reason.contains("the limit for its size") == true)
  }

  @Test func `gzip is recognised by its first bytes`() throws {
    let plain =
      "SECTION Graph\nNodes 2\nEdges 1\nE 1 2 5\nEND\n"
      + "SECTION Terminals\nTerminals 2\nT 1\nT 2\nEND\nEOF\n"
    let folder = try TemporaryFolder()
    let path = try folder.write(plain, to: "two.gr")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", path]
    try process.run()
    process.waitUntilExit()
    let packed = Array(try Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
    #expect(try SteinerFile(reading: packed).graph.nodeCount == 2)
    // Two consecutive members form one file.
    #expect(try SteinerFile(reading: packed + packed).graph.nodeCount == 2)
    let fault = "the gzip data is damaged or truncated"
    for broken in [Array(packed.dropLast(5)), Array(packed.prefix(12)), packed + [1, 2]] {
      let error = #expect(throws: SteinerFormatError.self) { try SteinerFile(reading: broken) }
      #expect(error?.description == fault)
    }
  }

  // MARK: Published files

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func `every published instance is read as its list describes it`() throws {
    let list = try String(contentsOfFile: Shared.path("steiner/KNOWN.tsv"), encoding: .utf8)
    var wrong: [String] = []
    for line in list.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t").map(String.init)
      let url = URL(fileURLWithPath: Shared.path("steiner/\(fields[8])"))
      let file = try SteinerFile(reading: Array(try Data(contentsOf: url)))
      let found = [
        file.variant.rawValue, String(file.graph.nodeCount), String(file.graph.edgeCount),
        String(file.terminalCount),
      ]
      if found != Array(fields[2...5]) { wrong.append("\(fields[0]): \(found)") }
    }
    #expect(wrong == [])
  }
}
