import Geospatial
import NetworkModel
import ProjectStore

/// Brings a batch to the project's CRS, rounded to millimetres, and leaves out what does not fit.
struct Placement: ~Copyable {
  /// The number of crossings up to which an outline is repaired, in less than a second.
  private static let repairableCrossings = 1000

  private let transformer: CoordinateTransformer
  private let topology: Topology
  /// Where positions of the project can lie: its CRS's area of use with three degrees around.
  private let extent: Envelope
  /// Whether the source has north before east.
  private let exchangesAxes: Bool

  init(
    from source: CoordinateReferenceSystem, to target: CoordinateReferenceSystem,
    exchangesAxes: Bool
  ) throws {
    let direct = try CoordinateTransformer(from: source, to: target)
    let degrees = try CoordinateTransformer(
      from: try CoordinateReferenceSystem(code: CoordinateReferenceSystem.wgs84Code), to: target)
    let area = target.areaOfUse.expanded(by: 3)
    var extent = Envelope.empty
    for x in [area.minimum.x, area.centre.x, area.maximum.x] {
      for y in [area.minimum.y, area.centre.y, area.maximum.y] {
        let clamped = Coordinate(x: x, y: min(89, max(-89, y)))
        if let corner = degrees.transform(clamped) { extent.formUnion(corner) }
      }
    }
    self.extent = extent
    self.exchangesAxes = exchangesAxes
    topology = Topology()
    transformer = direct
  }

  /// Replaces every position of the batch.
  func apply(to batch: inout ImportBatch, repairs: inout [ImportReport.Finding]) throws {
    batch.addresses = batch.addresses.compactMap { raw in
      guard let location = place([raw.location], "address", raw.id, &batch)?[0] else { return nil }
      var moved = raw
      moved.location = location
      return moved
    }
    batch.streets = batch.streets.compactMap { street in
      guard let line = place(street.line, "street", street.id, &batch) else { return nil }
      var moved = street
      moved.line = line
      return moved
    }
    batch.conduits = batch.conduits.compactMap { conduit in
      guard let line = place(conduit.line, "conduit", conduit.id, &batch) else { return nil }
      var moved = conduit
      moved.line = line
      return moved
    }
    batch.sites = batch.sites.compactMap { site in
      guard let location = place([site.location], "site", site.id, &batch)?[0] else { return nil }
      var moved = site
      moved.location = location
      return moved
    }
    batch.buildings = batch.buildings.compactMap { building in
      guard
        let surface = place(building.footprint, "building", building.id, &batch, &repairs)
      else { return nil }
      var moved = building
      moved.footprint = surface
      return moved
    }
    batch.parcels = batch.parcels.compactMap { parcel in
      guard let surface = place(parcel.surface, "parcel", parcel.id, &batch, &repairs) else {
        return nil
      }
      var moved = parcel
      moved.surface = surface
      return moved
    }
    batch.areas = batch.areas.compactMap { area in
      guard let surface = place(area.surface, "area", area.id, &batch, &repairs) else { return nil }
      var moved = area
      moved.surface = surface
      return moved
    }
    batch.obstacles = batch.obstacles.compactMap { obstacle in
      guard let geometry = place(obstacle, &batch, &repairs) else { return nil }
      var moved = obstacle
      moved.geometry = geometry
      return moved
    }
  }

  private func place(
    _ obstacle: Obstacle, _ batch: inout ImportBatch, _ repairs: inout [ImportReport.Finding]
  ) -> Geometry? {
    switch obstacle.geometry {
    case .lineString(let line):
      return place(line, "obstacle", obstacle.id, &batch).map { .lineString($0) }
    case .multiLineString(let lines):
      let placed = lines.compactMap { place($0, "obstacle", obstacle.id, &batch) }
      return placed.isEmpty ? nil : .multiLineString(placed)
    case .polygon(let polygon):
      return place([polygon], "obstacle", obstacle.id, &batch, &repairs).map { .multiPolygon($0) }
    case .multiPolygon(let polygons):
      return place(polygons, "obstacle", obstacle.id, &batch, &repairs).map { .multiPolygon($0) }
    case .point, .multiPoint:
      batch.reject("obstacle", obstacle.id, .wrongGeometry(wanted: .lineOrSurface))
      return nil
    }
  }

  private func place(
    _ line: LineString, _ layer: String, _ id: some CustomStringConvertible,
    _ batch: inout ImportBatch
  ) -> LineString? {
    guard let points = place(line.coordinates, layer, id, &batch) else { return nil }
    guard let placed = LineString(points), placed.length > 0 else {
      batch.reject(layer, id, .lineWithoutLength)
      return nil
    }
    return placed
  }

  private func place(
    _ polygons: [Polygon], _ layer: String, _ id: some CustomStringConvertible,
    _ batch: inout ImportBatch,
    _ repairs: inout [ImportReport.Finding]
  ) -> [Polygon]? {
    var placed: [Polygon] = []
    for polygon in polygons {
      guard let exterior = place(polygon.exterior, layer, id, &batch) else { return nil }
      var holes: [[Coordinate]] = []
      for hole in polygon.holes {
        guard let moved = place(hole, layer, id, &batch) else { return nil }
        holes.append(moved)
      }
      guard let whole = Polygon(exterior: exterior, holes: holes) else {
        batch.reject(layer, id, .surfaceWithoutArea)
        return nil
      }
      placed.append(whole)
    }
    do {
      if try topology.isValid(placed) { return placed }
      guard !CrossingCount(of: placed, limit: Self.repairableCrossings).isOverLimit else {
        batch.reject(layer, id, .tooManyCrossings(limit: Self.repairableCrossings))
        return nil
      }
      let repaired = try topology.repaired(placed)
      guard !repaired.isEmpty else {
        batch.reject(layer, id, .surfaceWithoutArea)
        return nil
      }
      repairs.append(
        ImportReport.Finding(
          file: batch.file, layer: layer, feature: id.description, fault: .selfCrossing))
      return repaired
    } catch {
      batch.reject(layer, id, .irreparableOutline)
      return nil
    }
  }

  /// Positions in the project's CRS, to the millimetre; `nil`, and a reject, where one does not
  /// fit.
  private func place(
    _ coordinates: [Coordinate], _ layer: String, _ id: some CustomStringConvertible,
    _ batch: inout ImportBatch
  ) -> [Coordinate]? {
    guard coordinates.allSatisfy(\.isFinite) else {
      batch.reject(layer, id, .coordinatesNotNumbers)
      return nil
    }
    var moved = exchangesAxes ? coordinates.map { Coordinate(x: $0.y, y: $0.x) } : coordinates
    transformer.transform(&moved)
    guard moved.allSatisfy({ extent.contains($0) }) else {
      var swapped = coordinates.map { Coordinate(x: $0.y, y: $0.x) }
      transformer.transform(&swapped)
      let isSwapped = swapped.allSatisfy { extent.contains($0) }
      if !transformer.source.isGeographic, coordinates[0].x > 30_000_000,
        coordinates[0].x < 34_000_000
      {
        batch.reject(layer, id, .zoneInEasting)
        return nil
      }
      batch.reject(layer, id, isSwapped ? .swappedCoordinates : .outsideZone)
      return nil
    }
    return moved.map {
      Coordinate(x: ($0.x * 1000).rounded() / 1000, y: ($0.y * 1000).rounded() / 1000)
    }
  }
}
