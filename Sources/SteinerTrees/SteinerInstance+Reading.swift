import Graphs

/// What is wrong with a Steiner tree file, and where.
public struct SteinerFormatError: Error, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public let line: Int
  /// What is wrong with it.
  public let reason: String

  /// Line and reason.
  public var description: String { "line \(line): \(reason)" }
}

extension SteinerInstance {
  /// Reads an instance in SteinLib's `.stp` or the PACE challenge's `.gr` format.
  ///
  /// Nodes and edges keep their order: node 1 of the file is node 0 here, the first edge is edge 0.
  /// Sections other than Graph and Terminals are passed over. Costs are whole numbers. Source:
  /// SteinLib, "STP format"; PACE 2018, track A.
  ///
  /// - Throws: ``SteinerFormatError`` with line and reason.
  /// - Complexity: O(bytes).
  public init(reading text: [UInt8]) throws(SteinerFormatError) {
    var reader = SteinerFileReader(text)
    try reader.read()
    self.init(
      graph: Graph(nodeCount: reader.nodeCount, edges: reader.edges), costs: reader.costs,
      terminals: reader.terminals, root: reader.root)
  }
}

/// Reads line by line and word by word, without making strings of numbers.
private struct SteinerFileReader {
  private(set) var nodeCount = 0
  private(set) var edges: [(NodeID, NodeID)] = []
  private(set) var costs: [Int64] = []
  private(set) var terminals: [NodeID] = []
  private(set) var root: NodeID?

  private enum Section { case none, graph, terminals, other }

  private static let largestNodeCount: Int64 = 1 << 28
  private let text: [UInt8]
  private var place = 0
  private var line = 0
  private var section = Section.none
  private var hasGraph = false
  private var announcedEdges: Int64?
  private var announcedTerminals: Int64?

  init(_ text: [UInt8]) { self.text = text }

  mutating func read() throws(SteinerFormatError) {
    while place < text.count {
      line += 1
      try readLine()
      while place < text.count, text[place] != UInt8(ascii: "\n") { place += 1 }
      place += 1
    }
    if section != .none { throw fault("the file ends within a section") }
    if !hasGraph { throw fault("there is no section Graph") }
    if announcedTerminals == nil { throw fault("there is no section Terminals") }
  }

  private mutating func readLine() throws(SteinerFormatError) {
    guard let word = nextWord() else { return }
    switch (section, word) {
    case (.none, "section"): try begin()
    case (.none, _): break
    case (_, "end"): try end()
    case (_, "section"): throw fault("a section begins before END of the one before")
    case (.graph, "nodes"):
      nodeCount = Int(try number("the number of nodes", in: 0...Self.largestNodeCount))
    case (.graph, "edges"):
      announcedEdges = try number("the number of edges", in: 0...Int64(Int32.max / 2))
    case (.graph, "e"):
      let (a, b) = (try node(), try node())
      edges.append((a, b))
      costs.append(try number("a cost", in: 0...1_000_000_000_000))
    case (.graph, "arcs"), (.graph, "a"):
      throw fault("arcs of one direction are not supported")
    case (.terminals, "terminals"):
      announcedTerminals = try number("the number of terminals", in: 0...Int64(nodeCount))
    case (.terminals, "t"): terminals.append(try node())
    case (.terminals, "root"): root = try node()
    case (.terminals, "tp"), (.terminals, "rootp"):
      throw fault("prizes are not supported")
    case (.graph, _), (.terminals, _):
      if word != "obstacles" { throw fault("“\(word)” is not known here") }
    case (.other, _): break
    }
  }

  private mutating func begin() throws(SteinerFormatError) {
    switch nextWord() {
    case "graph":
      section = .graph
      hasGraph = true
    case "terminals":
      if !hasGraph { throw fault("section Terminals comes before Graph") }
      section = .terminals
    case nil: throw fault("the section has no name")
    default: section = .other
    }
  }

  private mutating func end() throws(SteinerFormatError) {
    if section == .graph, announcedEdges != Int64(edges.count) {
      throw fault(
        "\(edges.count) edges stand there, and \(announcedEdges.map(String.init) ?? "none") said")
    }
    if section == .terminals, announcedTerminals != Int64(terminals.count) {
      throw fault(
        "\(terminals.count) terminals stand there, and "
          + "\(announcedTerminals.map(String.init) ?? "none") said")
    }
    section = .none
  }

  // MARK: Words

  private func fault(_ reason: String) -> SteinerFormatError {
    SteinerFormatError(line: max(1, line), reason: reason)
  }

  private mutating func skipBlanks() {
    while place < text.count, text[place] == 0x20 || text[place] == 0x09 || text[place] == 0x0D {
      place += 1
    }
  }

  /// The next word of the line in lower case.
  private mutating func nextWord() -> String? {
    skipBlanks()
    var word: [UInt8] = []
    while place < text.count, text[place] > 0x20 {
      let byte = text[place]
      word.append(byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte)
      place += 1
    }
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }

  private mutating func node() throws(SteinerFormatError) -> NodeID {
    NodeID(UInt32(try number("a node", in: 1...Int64(max(1, nodeCount))) - 1))
  }

  private mutating func number(
    _ what: String, in range: ClosedRange<Int64>
  ) throws(SteinerFormatError) -> Int64 {
    skipBlanks()
    let start = place
    var value: Int64 = 0
    while place < text.count, text[place] >= 0x30, text[place] <= 0x39, place - start < 18 {
      value = value * 10 + Int64(text[place] - 0x30)
      place += 1
    }
    if place == start || place < text.count && text[place] > 0x20 {
      throw fault("\(what) is missing or not a whole number")
    }
    if !range.contains(value) {
      throw fault("\(what) is \(value), not from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }
}
