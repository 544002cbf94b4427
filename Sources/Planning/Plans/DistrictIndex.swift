import AccessNetwork
import Geospatial

/// Tells in which district a position lies.
struct DistrictIndex: Sendable {
  private let areas: [Area]
  private let index: SpatialIndex

  /// - Parameter areas: only those of kind `district` count.
  init(_ areas: [Area]) {
    self.areas = areas.filter { $0.kind == "district" }
    index = SpatialIndex(
      self.areas.map { Envelope(of: $0.surface.lazy.flatMap(\.exterior)) })
  }

  /// The name of the district; the smallest where several overlap, `nil` outside of all.
  func name(at position: Coordinate) -> String? {
    var best: (size: Double, id: String, name: String)?
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
