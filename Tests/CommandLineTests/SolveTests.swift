import Foundation
import TestSupport
import Testing

/// `trasse solve` as a user and a script meet it.
struct SolveTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A wheel of four spokes: the hub joins the rim for 8.5, the rim alone would cost 9.
  private let wheel = """
    33D32945 STP File, STP Format Version 1.0
    SECTION Graph
    Nodes 5
    Edges 8
    E 1 2 3.00
    E 2 3 3
    E 3 4 3
    E 4 1 3
    E 5 1 2.5
    E 5 2 2
    E 5 3 2
    E 5 4 2
    END
    SECTION Terminals
    Terminals 4
    T 1
    T 2
    T 3
    T 4
    END
    EOF
    """

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  /// Times differ from run to run.
  private func withoutTimes(_ text: String) -> String {
    text.replacing(/(time +|"(?:read|reduce|total)": )[0-9.]+/) { "\($0.output.1)#" }
      .replacing(/time +#/, with: "time #")
  }

  @Test func `the answer is printed as text and as JSON, to the letter`() throws {
    _ = try folder.write(wheel, to: "wheel.stp")
    let text = try run("solve", "wheel.stp")
    #expect(text.status == 0 && text.errors.hasPrefix("solving SPG"))
    #expect(try !Golden.differs(withoutTimes(text.output), from: "solve.txt"))
    let json = try run("solve", "wheel.stp", "--format", "json", "--quiet")
    #expect(json.status == 0 && json.errors.isEmpty)
    #expect(try !Golden.differs(withoutTimes(json.output), from: "solve.json"))
  }

  @Test func `the tree is written with the numbers of the input, and packed input is the same`()
    throws
  {
    _ = try folder.write(wheel, to: "wheel.stp")
    #expect(try run("solve", "wheel.stp", "-o", "a.sol", "--threads", "2").status == 0)
    let tree = try String(contentsOfFile: folder.path("a.sol"), encoding: .utf8)
    #expect(tree == "VALUE 8.5\n5 1\n5 2\n5 3\n5 4\n")
    let packing = Process()
    packing.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    packing.arguments = ["gzip", folder.path("wheel.stp")]
    try packing.run()
    packing.waitUntilExit()
    #expect(try run("solve", "wheel.stp.gz", "-o", "b.sol", "--time", "5").status == 0)
    #expect(try String(contentsOfFile: folder.path("b.sol"), encoding: .utf8) == tree)
  }

  @Test func `broken files end with 65, line and reason, and leave no solution`() throws {
    let cases = [
      (wheel, "SECTION Terminals", "line 13: section Terminals is missing"),
      (wheel.replacingOccurrences(of: "Edges 8", with: "Edges 9"), "", "line 13: 8 edges"),
      (wheel.replacingOccurrences(of: "Terminals 4", with: "Terminals 5"), "", "line 20: 4 term"),
      (wheel.replacingOccurrences(of: "E 4 1", with: "E 4 6"), "", "line 8: a node is 6"),
      (wheel.replacingOccurrences(of: "E 4 1 3", with: "E 4 1 -3"), "", "line 8: a cost is “-3”"),
      (wheel.replacingOccurrences(of: "E 4 1 3", with: "E 4 1 NaN"), "", "line 8: a cost is “NaN”"),
      (wheel.replacingOccurrences(of: "E 4 1 3", with: "E 4 1 ten"), "", "line 8: a cost is “ten”"),
      ("\u{1F}nothing", "", "line 1: section Graph is missing"), ("", "", "line 1"),
    ]
    var wrong: [String] = []
    for (text, cut, said) in cases {
      let broken = cut.isEmpty ? text : String(text[..<(text.firstRange(of: cut)?.lowerBound)!])
      _ = try folder.write(broken, to: "broken.stp")
      let outcome = try run("solve", "broken.stp", "-o", "broken.sol")
      if outcome.status != 65 || !outcome.errors.contains("broken.stp: \(said)") {
        wrong.append("\(said): \(outcome.status) \(outcome.errors)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("broken.sol")))
    try Data([0x1F, 0x8B, 8, 0, 1, 2, 3]).write(to: folder.url.appendingPathComponent("x.gr.gz"))
    let packed = try run("solve", "x.gr.gz")
    #expect(packed.status == 65 && packed.errors.contains("gzip data is damaged"))
  }

  @Test func `other faults end with their own status`() throws {
    #expect(try run("solve", "none.stp").status == 66)
    _ = try folder.write(wheel, to: "wheel.stp")
    #expect(try run("solve", "wheel.stp", "-o", "no/such/folder/x").status == 73)
    #expect(try run("solve", "wheel.stp", "--time", "0").status == 64)
    #expect(try run("solve", "wheel.stp", "--threads", "1.5").status == 64)
    let apart = wheel.replacingOccurrences(of: "E 4 1 3", with: "E 1 1 3")
      .replacingOccurrences(of: "E 3 4 3", with: "E 1 1 3")
      .replacingOccurrences(of: "E 5 4 2", with: "E 5 5 2")
    _ = try folder.write(apart, to: "apart.stp")
    let outcome = try run("solve", "apart.stp", "-o", "apart.sol")
    #expect(
      outcome.status == 1 && outcome.errors.contains("terminal 4 is not connected to the others"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 2)
  }

  @Test func `an interrupted search prints and writes the tree it has, and ends with 130`() throws {
    _ = try folder.write(grid(width: 220), to: "grid.stp")
    let process = Process()
    process.executableURL = Program.url
    process.arguments = ["solve", "grid.stp", "-o", "grid.sol", "--format", "json"]
    process.currentDirectoryURL = folder.url
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // The search has begun once it says so.
    let said = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    #expect(said.contains("solving SPG"))
    process.interrupt()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let answer = try #require(try JSONSerialization.jsonObject(with: printed) as? [String: Any])
    let cost = try #require(answer["cost"] as? Int)
    let tree = try String(contentsOfFile: folder.path("grid.sol"), encoding: .utf8)
    #expect(tree.hasPrefix("VALUE \(cost)\n"))
  }

  /// A grid of random costs, every seventh node a terminal.
  private func grid(width: Int) -> String {
    var generator = SeededGenerator(seed: 1)
    var edges: [String] = []
    for node in 1...(width * width) {
      let cost = Int.random(in: 100...999, using: &generator)
      if node % width != 0 { edges.append("E \(node) \(node + 1) \(cost)") }
      if node + width <= width * width { edges.append("E \(node) \(node + width) \(1099 - cost)") }
    }
    let terminals = stride(from: 1, through: width * width, by: 7).map { "T \($0)" }
    return """
      SECTION Graph
      Nodes \(width * width)
      Edges \(edges.count)
      \(edges.joined(separator: "\n"))
      END
      SECTION Terminals
      Terminals \(terminals.count)
      \(terminals.joined(separator: "\n"))
      END
      EOF
      """
  }
}
