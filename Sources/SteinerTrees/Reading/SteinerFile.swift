import Compression
public import Graphs
import TextFormats

/// A problem in the format of SteinLib, of the 11th DIMACS challenge or of the PACE 2018 challenge.
///
/// Costs and prizes may have decimal places. They are represented exactly, as integer multiples of
/// the smallest decimal place that occurs in the file.
public struct SteinerFile: Sendable {
  /// The kinds of problems.
  public enum Problem: Sendable {
    /// Connect all terminals.
    case steiner(SteinerInstance)
    /// Connect the nodes that are worth their cost.
    case prizeCollecting(PrizeCollectingInstance)
  }

  /// The standard names of the problems.
  public enum Variant: String, Sendable {
    /// The Steiner tree problem in graphs.
    case steiner = "SPG"
    /// The prize-collecting Steiner tree problem in graphs.
    case prizeCollecting = "PCSPG"
    /// The prize-collecting problem in which a root, or several nodes, must be in the tree.
    case rootedPrizeCollecting = "RPCST"
  }

  /// The problem, with costs and prizes multiplied by 10 to the power of ``decimals``.
  public let problem: Problem
  /// The number of decimal places of costs and prizes, without trailing zeros.
  public let decimals: Int
  /// The number of nodes listed as terminals, with or without a prize; the root of an RPCST problem
  /// is not counted.
  public let terminalCount: Int

  /// Reads a file in the format `.stp` or `.gr`, plain or compressed by gzip.
  ///
  /// Nodes and edges keep their order: node 1 of the file becomes node 0, the first edge becomes
  /// edge 0. Sections other than Graph and Terminals are ignored. Sources: SteinLib, "STP format";
  /// the 11th DIMACS challenge for `TP` and `RootP`; PACE 2018, track A.
  ///
  /// - Throws: ``SteinerFormatError`` with line and reason.
  /// - Complexity: O(n) for n bytes.
  public init(reading bytes: [UInt8]) throws(SteinerFormatError) {
    var reader = SteinerFileReader(try Self.decompressed(bytes))
    try reader.read()
    let scale = try DecimalScale(reader.costs, reader.prizes.map(\.prize))
    decimals = scale.decimals
    let graph = Graph(nodeCount: reader.nodeCount, edges: reader.edges)
    let costs = scale.wholeNumbers(reader.costs)
    if reader.isPrizeCollecting {
      var prizes = [Int64](repeating: 0, count: graph.nodeCount)
      for (node, prize) in zip(
        reader.prizes.map(\.node), scale.wholeNumbers(reader.prizes.map(\.prize)))
      {
        prizes[Int(node.rawValue)] = prize
      }
      problem = .prizeCollecting(
        PrizeCollectingInstance(
          graph: graph, costs: costs, prizes: prizes,
          terminals: reader.terminals + (reader.root.map { [$0] } ?? [])))
      terminalCount = reader.terminals.count + reader.prizes.count
    } else {
      let instance = SteinerInstance(
        graph: graph, costs: costs, terminals: reader.terminals, root: reader.root)
      problem = .steiner(instance)
      terminalCount = instance.terminals.count
    }
  }

  /// The maximum size in bytes of the content of a compressed file of a size.
  ///
  /// Published instances are compressed to between a third and a tenth.
  private static func contentLimit(_ compressedSize: Int) -> Int {
    min(4 << 30, (64 << 20) + 50 * compressedSize)
  }

  private static func decompressed(_ bytes: [UInt8]) throws(SteinerFormatError) -> [UInt8] {
    guard Gzip.isCompressed(bytes) else { return bytes }
    do throws(Gzip.ReadError) {
      return try Gzip.decompress(bytes, limit: contentLimit(bytes.count))
    } catch {
      let reason =
        switch error {
        case .isDamaged: "the gzip data is damaged or truncated"
        case .isTooLarge(let limit):
          "the content is larger than \(limit >> 20) MiB, the limit for its size"
        }
      throw SteinerFormatError(line: nil, reason: reason)
    }
  }

  /// The standard name of the problem.
  public var variant: Variant {
    switch problem {
    case .steiner: .steiner
    case .prizeCollecting(let instance):
      instance.terminals.isEmpty ? .prizeCollecting : .rootedPrizeCollecting
    }
  }

  /// The graph.
  public var graph: Graph {
    switch problem {
    case .steiner(let instance): instance.graph
    case .prizeCollecting(let instance): instance.graph
    }
  }

  /// A cost in the decimal notation of the file: exact, without trailing zeros.
  public func text(of cost: Int64) -> String {
    NumberStyle.plain.text(units: cost, places: decimals, zeros: .removed)
  }
}
