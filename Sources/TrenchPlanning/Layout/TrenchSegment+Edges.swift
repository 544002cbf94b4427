import Geospatial
import NetworkModel
import Rules

extension TrenchSegment {
  // Reason: the properties that a segment takes over from its edges.
  /// Creates a segment that consists of one or more edges of the trench graph.
  ///
  /// The length is that of the points, rounded to millimetres. Side, surface, district and cost are
  /// left empty, and so is the address of a drop.
  ///
  /// - Parameters:
  ///   - graph: the trench graph.
  ///   - inventory: the inventory from which it was built.
  ///   - from: the node at the first point.
  ///   - to: the node at the last point.
  ///   - points: the points of the edges.
  ///   - kind: the kind of the edges.
  ///   - laying: the laying method of the edges.
  ///   - subject: the index of their street or conduit in the inventory, or −1.
  init(
    _ graph: TrenchGraph, _ inventory: Inventory, from: Int32, to: Int32,
    along points: [Coordinate], _ kind: Kind, _ laying: Laying, subject: Int32
  ) {
    let line = LineString(unchecked: points)
    let isConduit = kind == .conduit
    self.init(
      id: StableIdentifier.segment(
        kind, along: points, entersConduit: graph.entersConduit(from, to)),
      kind: kind, fromNode: graph.name(of: from), toNode: graph.name(of: to),
      street: isConduit || subject < 0 ? nil : inventory.streets[Int(subject)].name, side: nil,
      surface: nil, method: laying.method, excludedMethods: laying.excluded.sentences,
      reference: isConduit && subject >= 0 ? .conduit(inventory.conduits[Int(subject)].id) : nil,
      length: (line.length * 1000).rounded() / 1000, costInCents: 0, line: line)
  }
}
