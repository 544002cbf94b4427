public import Geospatial

/// Finds the area of one kind, such as a district or a phase, that contains a position.
public struct AreaIndex: Sendable {
  private let areas: [Area]
  private let index: SpatialIndex

  /// Indexes the areas of a kind.
  public init(_ areas: [Area], kind: AreaKind) {
    self.areas = areas.filter { $0.kind == kind }
    index = SpatialIndex(
      self.areas.map { Envelope(of: $0.surface.lazy.flatMap(\.exterior)) })
  }

  /// The name of the area that contains a position: the smallest one where areas overlap, `nil`
  /// outside all areas.
  public func name(at position: Coordinate) -> String? {
    var best: (size: Double, id: AreaID, name: String)?
    index.search(Envelope(position, position)) { number in
      let area = areas[Int(number)]
      guard area.surface.contains(where: { $0.contains(position) }) else { return }
      let size = area.surface.reduce(0) { $0 + $1.area }
      if let best, (best.size, best.id) <= (size, area.id) { return }
      best = (size, area.id, area.name)
    }
    return best?.name
  }
}
