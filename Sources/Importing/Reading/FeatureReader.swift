import Geospatial
import NetworkModel

/// One feature of a layer whose columns are known, read as a record of the project.
struct FeatureReader {
  let layer: String
  /// The id in the file.
  let number: String
  /// The id in the project.
  let id: String
  /// The values that are not empty, by our names of the columns.
  let values: [String: String]

  private func integer(_ field: String) -> Int? {
    values[field].flatMap { Double($0) }.flatMap {
      $0.isFinite && abs($0) < 1e9 ? Int($0) : nil
    }
  }

  private func flag(_ field: String) -> Bool {
    guard let text = values[field] else { return false }
    return ["1", "true", "yes", "ja", "t", "y", "j"].contains(text.lowercased())
  }

  private func reject(_ fault: ImportFault, in batch: inout ImportBatch) {
    batch.reject(layer, number, fault)
  }

  private func rejectGeometry(_ wanted: ImportFault.Shape, in batch: inout ImportBatch) {
    reject(.wrongGeometry(wanted: wanted), in: &batch)
  }

  /// Adds the feature to a batch as one role, or rejects it.
  func take(_ shape: VectorFile.FeatureGeometry, as role: ImportRole, into batch: inout ImportBatch)
  {
    let geometry: Geometry
    switch shape {
    case .some(let own): geometry = own
    case .none: return reject(.noGeometry, in: &batch)
    case .unusable(let fault): return reject(fault, in: &batch)
    }
    switch role {
    case .address: takeAddress(geometry, into: &batch)
    case .street: takeStreet(geometry, into: &batch)
    case .conduit: takeConduit(geometry, into: &batch)
    case .building, .parcel, .area: takeSurface(geometry, as: role, into: &batch)
    case .obstacle: takeObstacle(geometry, into: &batch)
    case .site: takeSite(geometry, into: &batch)
    }
  }

  private func takeAddress(_ geometry: Geometry, into batch: inout ImportBatch) {
    guard let houseNumber = values["house_number"] else {
      return reject(.notAHome, in: &batch)
    }
    batch.addresses.append(
      ImportBatch.RawAddress(
        id: AddressID(id), city: values["city"], postcode: values["postcode"],
        district: values["district"],
        street: values["street"], number: houseNumber, suffix: values["suffix"],
        quality: geometry.isPoint ? "node" : "building", dwellings: integer("dwellings"),
        location: geometry.representativePoint))
  }

  /// The lines of a geometry that have a length, each with an id of its own.
  private func lines(_ geometry: Geometry, _ batch: inout ImportBatch) -> [(id: String, LineString)]
  {
    let lines = geometry.lines
    if lines.isEmpty { rejectGeometry(.line, in: &batch) }
    var usable: [(id: String, LineString)] = []
    for (index, line) in lines.enumerated() {
      guard line.length > 0 else {
        reject(.lineWithoutLength, in: &batch)
        continue
      }
      usable.append((lines.count == 1 ? id : "\(id)/\(index + 1)", line))
    }
    return usable
  }

  private func takeStreet(_ geometry: Geometry, into batch: inout ImportBatch) {
    for (id, line) in lines(geometry, &batch) {
      batch.streets.append(
        Street(
          id: StreetID(id), name: values["name"] ?? values["street"],
          streetClass: values["class"].flatMap(StreetClass.init) ?? .unclassified,
          surface: values["surface"].flatMap(Surface.init),
          carriagewayWidth: values["width"].flatMap { Double($0) }.flatMap { $0 > 0 ? $0 : nil },
          trenchSides: values["sides"].flatMap(TrenchSides.init), isBridge: flag("bridge"),
          isTunnel: flag("tunnel"), isPrivate: flag("private"), level: integer("level") ?? 0,
          source: batch.file, line: line))
    }
  }

  private func takeConduit(_ geometry: Geometry, into batch: inout ImportBatch) {
    for (id, line) in lines(geometry, &batch) {
      batch.conduits.append(
        Conduit(
          id: ConduitID(id), owner: values["owner"], kind: values["kind"],
          capacity: integer("capacity").flatMap { $0 >= 0 ? $0 : nil },
          used: integer("used").flatMap { $0 >= 0 ? $0 : nil },
          condition: values["condition"].flatMap(Conduit.Condition.init) ?? .unknown,
          source: batch.file, line: line))
    }
  }

  private func takeSurface(
    _ geometry: Geometry, as role: ImportRole, into batch: inout ImportBatch
  ) {
    let surfaces = geometry.surfaces
    if surfaces.isEmpty { return rejectGeometry(.surface, in: &batch) }
    switch role {
    case .building:
      batch.buildings.append(
        Building(
          id: BuildingID(id), levels: integer("levels"), dwellings: integer("dwellings"),
          use: values["use"],
          source: batch.file, footprint: surfaces))
    case .parcel:
      batch.parcels.append(Parcel(id: ParcelID(id), source: batch.file, surface: surfaces))
    default:
      batch.areas.append(
        Area(
          id: AreaID(id), name: values["name"] ?? number,
          kind: values["kind"].map { AreaKind(rawValue: $0) } ?? .district,
          source: batch.file, surface: surfaces))
    }
  }

  private func takeObstacle(_ geometry: Geometry, into batch: inout ImportBatch) {
    guard let kind = values["kind"].flatMap(Obstacle.Kind.init) else {
      return reject(.unknownObstacleKind, in: &batch)
    }
    batch.obstacles.append(
      Obstacle(
        id: ObstacleID(id), kind: kind, name: values["name"],
        width: values["width"].flatMap { Double($0) },
        level: integer("level") ?? 0, source: batch.file, geometry: geometry))
  }

  private func takeSite(_ geometry: Geometry, into batch: inout ImportBatch) {
    guard case .point(let location) = geometry else { return rejectGeometry(.point, in: &batch) }
    guard let kind = values["kind"].flatMap({ Site.Kind(rawValue: $0.lowercased()) }) else {
      return reject(.unknownSiteKind, in: &batch)
    }
    batch.sites.append(
      Site(
        id: SiteID(id), kind: kind, name: values["name"],
        isExisting: values["status"]?.lowercased() != "candidate",
        capacity: integer("capacity").flatMap { $0 >= 0 ? $0 : nil }, source: batch.file,
        location: location))
  }
}

extension Geometry {
  fileprivate var isPoint: Bool {
    if case .point = self { true } else { false }
  }

  fileprivate var lines: [LineString] {
    switch self {
    case .lineString(let line): [line]
    case .multiLineString(let lines): lines
    default: []
    }
  }

  fileprivate var surfaces: [Polygon] {
    switch self {
    case .polygon(let polygon): [polygon]
    case .multiPolygon(let polygons): polygons
    default: []
    }
  }
}
