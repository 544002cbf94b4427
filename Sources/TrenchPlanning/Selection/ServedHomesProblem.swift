import Graphs
import NetworkModel
import SteinerTrees

/// The Steiner tree problem of reaching exactly the homes that a network serves, with its dual
/// certificate.
///
/// Fair shares of the cost and the bounds of districts are computed from it. The problem has all
/// edges of the trench graph except the drops of other homes, and conduits are unlimited.
struct ServedHomesProblem {
  let instance: NetworkInstance
  let certificate: DualCertificate

  /// - Parameters:
  ///   - graph: the trench graph.
  ///   - entries: the nodes of the served entries.
  ///   - edges: the network's edges.
  ///   - roots: the nodes from which it starts, at least one.
  /// - Throws: `SteinerError` if prices are too large to be added exactly.
  /// - Complexity: that of dual ascent.
  init(
    _ graph: TrenchGraph, entries: [Int32], edges: [Int32], roots: [Int32]
  ) throws(SteinerError) {
    var isOther = graph.nodes.indices.map { graph.isEntry(Int32($0)) }
    for entry in entries { isOther[Int(entry)] = false }
    instance = NetworkInstance(
      graph,
      costs: graph.edges.map {
        isOther[Int($0.from)] || isOther[Int($0.to)] ? -1 : $0.costInCents
      }, entries: entries, roots: roots)
    certificate = try DualCertificate(
      instance.instance, guidedBy: instance.edges(standingFor: edges))
  }

  /// For each class of edges, a lower bound on the cost of the edges of that class in every network
  /// that serves the same homes, in euro cents.
  ///
  /// - Parameters:
  ///   - classes: for each edge of the trench graph, its class.
  ///   - count: the number of classes.
  /// - Returns: for each class, its lower bound.
  func lowerBounds(of classes: [Int32], count: Int) -> [Int64] {
    let byEdge = instance.trenchEdges.map { $0 >= 0 ? classes[Int($0)] : Int32(count) }
    return Array(certificate.lowerBounds(of: byEdge, count: count + 1).prefix(count))
  }

  /// For the node of each entry, a fair share of the cost, in euro cents.
  ///
  /// - Parameter weights: for the node of each entry, the number of households.
  /// - Returns: the shares.
  func shares(_ weights: [Int32: Int64]) -> [Int32: Int64] {
    let shares = certificate.shares(weights: instance.byNode(weights))
    return weights.keys.reduce(into: [:]) { $0[$1] = shares[instance.number(of: $1)] }
  }
}
