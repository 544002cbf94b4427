import Compression
public import Graphs
import TextFormats

/// A problem as SteinLib, the DIMACS and the PACE challenges write it down.
///
/// Costs and prizes may have decimals. They are held exactly, as whole numbers of the smallest
/// decimal place that occurs in the file.
public struct SteinerFile: Sendable {
  /// What is asked for.
  public enum Problem: Sendable {
    /// Join all terminals.
    case steiner(SteinerInstance)
    /// Join what is worth joining.
    case prizeCollecting(PrizeCollectingInstance)
  }

  /// The names of the problems in the field.
  public enum Variant: String, Sendable {
    /// The Steiner tree problem in graphs.
    case steiner = "SPG"
    /// The prize-collecting Steiner tree problem in graphs.
    case prizeCollecting = "PCSPG"
    /// The prize-collecting problem where a root, or more nodes, must be joined.
    case rootedPrizeCollecting = "RPCST"
  }

  /// The problem, with costs and prizes times 10 to the power of ``decimals``.
  public let problem: Problem
  /// How many decimal places costs and prizes have, trailing zeros not counted.
  public let decimals: Int
  /// How many nodes are listed as terminals, with or without a prize; a root of RPCST is not.
  public let terminalCount: Int

  /// Reads `.stp` or `.gr`, packed by gzip or plain.
  ///
  /// Nodes and edges keep their order: node 1 of the file is node 0 here, the first edge is edge 0.
  /// Sections other than Graph and Terminals are passed over. Sources: SteinLib, "STP format"; the
  /// 11th DIMACS challenge for `TP` and `RootP`; PACE 2018, track A.
  ///
  /// - Throws: ``SteinerFormatError`` with line and reason.
  /// - Complexity: O(bytes).
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

  /// The largest content of a compressed file.
  private static let contentLimit = 4 << 30

  private static func decompressed(_ bytes: [UInt8]) throws(SteinerFormatError) -> [UInt8] {
    guard Gzip.isCompressed(bytes) else { return bytes }
    do throws(Gzip.ReadError) {
      return try Gzip.decompress(bytes, limit: contentLimit)
    } catch {
      let reason =
        switch error {
        case .isDamaged: "the gzip data is damaged or cut short"
        case .isTooLarge(let limit): "the content is larger than \(limit >> 30) GiB"
        }
      throw SteinerFormatError(line: nil, reason: reason)
    }
  }

  /// The name of the problem.
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

  /// A cost of the problem as the file would write it: exact, without trailing zeros.
  public func text(of cost: Int64) -> String {
    NumberStyle.plain.text(units: cost, places: decimals, zeros: .removed)
  }
}
