import Graphs
import NetworkModel
import SteinerTrees

/// The problem of reaching just the homes that a network reaches, with the cuts that bound it.
///
/// It is what shares and the bounds of districts come from: over every edge of the trench graph but
/// the drops of other homes, and with conduits that take everything.
struct ServedProblem {
  let instance: NetworkInstance
  let certificate: DualCertificate

  /// - Parameters:
  ///   - graph: the trench graph.
  ///   - entries: the nodes of the entries that are served.
  ///   - edges: the network's edges.
  ///   - roots: the nodes it starts from, at least one.
  /// - Throws: `SteinerError` where prices are too high to be summed exactly.
  /// - Complexity: that of dual ascent.
  init(
    _ graph: TrenchGraph, entries: [Int32], edges: [Int32], roots: [Int32]
  ) throws(SteinerError) {
    var isOther = [Bool](repeating: false, count: graph.nodes.count)
    for entry in graph.entries { isOther[Int(entry.node)] = true }
    for entry in entries { isOther[Int(entry)] = false }
    instance = NetworkInstance(
      graph,
      costs: graph.edges.map {
        isOther[Int($0.from)] || isOther[Int($0.to)] ? -1 : $0.costInCents
      }, entries: entries, roots: roots)
    certificate = try DualCertificate(
      instance.instance, guidedBy: instance.edges(standingFor: edges))
  }

  /// What every network that serves the same homes spends at least on edges of each class.
  ///
  /// - Parameters:
  ///   - classes: by trench edge, its class.
  ///   - count: how many classes there are.
  /// - Returns: by class, in euro cents.
  func lowerBounds(of classes: [Int32], count: Int) -> [Int64] {
    let byEdge = instance.trenchEdges.map { $0 >= 0 ? classes[Int($0)] : Int32(count) }
    return Array(certificate.lowerBounds(of: byEdge, count: count + 1).prefix(count))
  }

  /// A fair share of the cost for each entry, in euro cents.
  ///
  /// - Parameter weights: by entry's node, how many households share there.
  /// - Returns: by entry's node.
  func shares(_ weights: [Int32: Int64]) -> [Int32: Int64] {
    let shares = certificate.shares(weights: instance.byNode(weights))
    return weights.keys.reduce(into: [:]) { $0[$1] = shares[instance.number(of: $1)] }
  }
}
