import Graphs

/// Parses the sections of a Steiner tree file.
struct SteinerFileReader {
  private(set) var edges: [(NodeID, NodeID)] = []
  private(set) var costs: [DecimalNumber] = []
  private(set) var terminals: [NodeID] = []
  private(set) var prizes: [(node: NodeID, prize: DecimalNumber)] = []
  private(set) var root: NodeID?
  /// Whether the file defines prizes, or a root for them.
  private(set) var isPrizeCollecting = false

  var nodeCount: Int { announcedNodes ?? 0 }

  private enum Section { case none, graph, terminals, other }

  private static let largestNodeCount = 1 << 26
  private let text: [UInt8]
  private var position = 0
  private var line = 0
  private var section = Section.none
  private var hasGraph = false
  private var announcedNodes: Int?
  private var announcedEdges: Int?
  private var announcedTerminals: Int?

  init(_ text: [UInt8]) { self.text = text }

  mutating func read() throws(SteinerFormatError) {
    var isEnd = false
    while position < text.count, !isEnd {
      line += 1
      isEnd = try readLine()
      while position < text.count, text[position] != UInt8(ascii: "\n") { position += 1 }
      position += 1
    }
    if section != .none { throw fault("the file ends within a section") }
    if !hasGraph { throw fault("section Graph is missing") }
    if announcedTerminals == nil { throw fault("section Terminals is missing") }
    var isPriced = [Bool](repeating: false, count: prizes.isEmpty ? 0 : nodeCount)
    for (node, prize) in prizes {
      if isPriced[Int(node.rawValue)] {
        throw SteinerFormatError(
          line: Int(prize.line), reason: "node \(node.rawValue + 1) has two prizes")
      }
      isPriced[Int(node.rawValue)] = true
    }
  }

  /// - Returns: whether this is the last line of the file.
  private mutating func readLine() throws(SteinerFormatError) -> Bool {
    guard let word = nextWord().map(keyword), !word.hasPrefix("#") else { return false }
    switch (section, word) {
    case (.none, "section"):
      try begin()
      return false
    case (.none, _): return word == "eof"
    case (.other, "end"):
      section = .none
      return false
    case (_, "section"), (_, "eof"): throw fault("the previous section has no END")
    case (.other, _): return false
    case (_, "end"): try end()
    case (.graph, "obstacles"): _ = try count("the number of obstacles", upTo: .max)
    case (.graph, "nodes"):
      announcedNodes = try count("the number of nodes", upTo: Self.largestNodeCount)
    case (.graph, "edges"):
      announcedEdges = try count("the number of edges", upTo: Int(Int32.max / 2))
      edges.reserveCapacity(min(announcedEdges ?? 0, text.count / 6))
      costs.reserveCapacity(edges.capacity)
    case (.graph, "e"):
      edges.append((try node(), try node()))
      costs.append(try decimal("a cost"))
    case (.graph, "arcs"), (.graph, "a"): throw fault("directed arcs are not supported")
    case (.terminals, "terminals"):
      announcedTerminals = try count("the number of terminals", upTo: nodeCount)
    case (.terminals, "t"): terminals.append(try node())
    case (.terminals, "tp"):
      prizes.append((try node(), try decimal("a prize")))
      isPrizeCollecting = true
    case (.terminals, "root"), (.terminals, "rootp"):
      if root != nil { throw fault("a second root is given") }
      root = try node()
      if word == "rootp" { isPrizeCollecting = true }
    default: throw fault("“\(word)” is not a valid keyword in this section")
    }
    if let more = nextWord() {
      throw fault("\(quoted(more)) is unexpected: the line should end before it")
    }
    return false
  }

  private mutating func begin() throws(SteinerFormatError) {
    switch nextWord().map(keyword) {
    case "graph":
      if hasGraph { throw fault("section Graph occurs twice") }
      section = .graph
      hasGraph = true
    case "terminals":
      if !hasGraph { throw fault("section Terminals comes before Graph") }
      if announcedTerminals != nil { throw fault("section Terminals occurs twice") }
      section = .terminals
    case nil: throw fault("the section has no name")
    default: section = .other
    }
  }

  private mutating func end() throws(SteinerFormatError) {
    if section == .graph {
      if announcedNodes == nil { throw fault("the number of nodes is missing") }
      try compare(edges.count, with: announcedEdges, "edges")
    } else {
      // Some files count the root of a prize-collecting problem as a terminal, others do not.
      let listed = terminals.count + prizes.count
      let isRootCounted = isPrizeCollecting && root != nil && announcedTerminals == listed + 1
      try compare(isRootCounted ? listed + 1 : listed, with: announcedTerminals, "terminals")
    }
    section = .none
  }

  private func compare(
    _ count: Int, with announced: Int?, _ what: String
  ) throws(SteinerFormatError) {
    guard let announced else { throw fault("the number of \(what) is missing") }
    if count != announced { throw fault("\(count) \(what) are listed, but \(announced) announced") }
  }

  private func fault(_ reason: String) -> SteinerFormatError {
    SteinerFormatError(line: max(1, line), reason: reason)
  }

  // MARK: Words

  /// The next word of the line; `nil` at its end.
  private mutating func nextWord() -> ArraySlice<UInt8>? {
    while position < text.count, text[position] <= 0x20, text[position] != UInt8(ascii: "\n") {
      position += 1
    }
    let start = position
    while position < text.count, text[position] > 0x20 { position += 1 }
    return start == position ? nil : text[start..<position]
  }

  private func keyword(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word.prefix(20), as: UTF8.self).lowercased()
  }

  private func quoted(_ word: ArraySlice<UInt8>) -> String {
    "“\(String(decoding: word.prefix(20), as: UTF8.self))”"
  }

  private mutating func node() throws(SteinerFormatError) -> NodeID {
    guard let announcedNodes else { throw fault("the number of nodes must be given first") }
    return NodeID(UInt32(try whole("a node", in: 1...max(1, announcedNodes)) - 1))
  }

  private mutating func count(
    _ what: String, upTo largest: Int
  ) throws(SteinerFormatError) -> Int { try whole(what, in: 0...largest) }

  private mutating func whole(
    _ what: String, in range: ClosedRange<Int>
  ) throws(SteinerFormatError) -> Int {
    guard let word = nextWord() else { throw fault("\(what) is missing") }
    var value = 0
    for byte in word {
      guard byte >= 0x30, byte <= 0x39, word.count <= 18 else {
        throw fault("\(what) is \(quoted(word)), which is not a whole number")
      }
      value = value * 10 + Int(byte - 0x30)
    }
    if !range.contains(value) {
      throw fault(
        "\(what) is \(value), but must be from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private mutating func decimal(_ what: String) throws(SteinerFormatError) -> DecimalNumber {
    guard let word = nextWord() else { throw fault("\(what) is missing") }
    do {
      return try DecimalNumber(word, line: Int32(clamping: line))
    } catch {
      throw fault("\(what) is \(quoted(word)), \(error.rawValue)")
    }
  }
}
