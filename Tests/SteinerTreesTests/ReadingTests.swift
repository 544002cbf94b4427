import Graphs
import SteinerTrees
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

private func reason(_ text: String) -> String {
  do {
    _ = try SteinerInstance(reading: Array(text.utf8))
    return "sound"
  } catch { return error.description }
}

private func reason(replacing old: String, by new: String) -> String {
  reason(sound.split(separator: old, omittingEmptySubsequences: false).joined(separator: new))
}

@Test func `a file is read with its numbers in order`() throws {
  let instance = try SteinerInstance(reading: Array(sound.utf8))
  #expect(instance.graph.nodeCount == 3)
  #expect(instance.costs == [5, 7])
  #expect(instance.graph.ends(of: EdgeID(1)) == (NodeID(1), NodeID(2)))
  #expect(instance.terminals == [NodeID(0), NodeID(2)])
}

@Test func `a broken file is refused with line and reason`() {
  #expect(reason("") == "line 1: there is no section Graph")
  #expect(reason(String(sound.prefix(140))).hasSuffix("the file ends within a section"))
  #expect(
    reason(replacing: "E 2 3 7", by: "E 2 4 7") == "line 9: a node is 4, not from 1 to 3")
  #expect(
    reason(replacing: "E 2 3 7", by: "E 2 3") == "line 9: a cost is missing or not a whole number")
  #expect(
    reason(replacing: "E 2 3 7", by: "E 2 3 -7")
      == "line 9: a cost is missing or not a whole number")
  #expect(
    reason(replacing: "E 2 3 7", by: "") == "line 10: 1 edges stand there, and 2 said")
  #expect(reason(replacing: "T 3", by: "TP 3 4") == "line 15: prizes are not supported")
  #expect(reason(replacing: "T 3", by: "Tea 3") == "line 15: “tea” is not known here")
  #expect(
    reason(replacing: "Terminals 2", by: "Terminals 3")
      == "line 16: 2 terminals stand there, and 3 said")
  #expect(
    reason(replacing: "Nodes 3", by: "Nodes 99999999999999999999")
      == "line 6: the number of nodes is missing or not a whole number")
}
