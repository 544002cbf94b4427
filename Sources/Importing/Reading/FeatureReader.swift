import Geospatial
import NetworkModel
import TextFormats

/// One feature of a layer whose columns are known, read as a record of the project.
struct FeatureReader {
  let layer: String
  /// The id in the file.
  let number: String
  /// The id in the project.
  let id: String
  /// The values that are not empty, by our names of the columns.
  let values: [String: String]

  /// The number of a column that may be unknown: any other text is named and counts as unknown.
  private func known(_ field: NumberField, in batch: inout ImportBatch) -> Double? {
    guard let text = values[field.name] else { return nil }
    let number = field.number(text)
    if number == nil { batch.ignore(text, of: field, layer, self.number) }
    return number
  }

  private func known(_ field: NumberField, in batch: inout ImportBatch) -> Int? {
    known(field, in: &batch).flatMap { Int(rounding: $0, .towardZero) }
  }

  /// Whether columns have numbers or nothing.
  ///
  /// If not, the feature is rejected: without a number it would count as unlimited or empty.
  private func areNumbers(_ fields: NumberField..., in batch: inout ImportBatch) -> Bool {
    for field in fields {
      guard let text = values[field.name], field.number(text) == nil else { continue }
      reject(field.fault(text), in: &batch)
      return false
    }
    return true
  }

  /// The level of a structure: 0 unless the column has a small number.
  private var level: Int {
    values["level"].flatMap { Double($0) }.flatMap { Int(rounding: $0, .towardZero) }
      .flatMap { (-100...100).contains($0) ? $0 : nil } ?? 0
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
        quality: geometry.isPoint ? "node" : "building", dwellings: known(.dwellings, in: &batch),
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
    let width: Double? = known(.width, in: &batch)
    for (id, line) in lines(geometry, &batch) {
      batch.streets.append(
        Street(
          id: StreetID(id), name: values["name"] ?? values["street"],
          streetClass: values["class"].flatMap(StreetClass.init) ?? .unclassified,
          surface: values["surface"].flatMap(Surface.init),
          carriagewayWidth: width.flatMap { $0 > 0 ? $0 : nil },
          trenchSides: values["sides"].flatMap(TrenchSides.init), isBridge: flag("bridge"),
          isTunnel: flag("tunnel"), isPrivate: flag("private"), level: level,
          source: batch.file, line: line))
    }
  }

  private func takeConduit(_ geometry: Geometry, into batch: inout ImportBatch) {
    guard areNumbers(.capacity, .used, in: &batch) else { return }
    for (id, line) in lines(geometry, &batch) {
      batch.conduits.append(
        Conduit(
          id: ConduitID(id), owner: values["owner"], kind: values["kind"],
          capacity: known(.capacity, in: &batch), used: known(.used, in: &batch),
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
          id: BuildingID(id), levels: known(.levels, in: &batch),
          dwellings: known(.dwellings, in: &batch), use: values["use"], source: batch.file,
          footprint: surfaces))
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
        width: known(.width, in: &batch), level: level, source: batch.file, geometry: geometry))
  }

  private func takeSite(_ geometry: Geometry, into batch: inout ImportBatch) {
    guard case .point(let location) = geometry else { return rejectGeometry(.point, in: &batch) }
    guard let kind = values["kind"].flatMap({ Site.Kind(rawValue: $0.lowercased()) }) else {
      return reject(.unknownSiteKind, in: &batch)
    }
    guard areNumbers(.capacity, in: &batch) else { return }
    batch.sites.append(
      Site(
        id: SiteID(id), kind: kind, name: values["name"],
        isExisting: values["status"]?.lowercased() != "candidate",
        capacity: known(.capacity, in: &batch), source: batch.file,
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
