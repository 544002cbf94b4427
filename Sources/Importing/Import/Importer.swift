import AddressSearch
import FoundationEssentials
import Geospatial
import Hashing
import NetworkModel
public import ProjectStore

/// Brings files into a project: all of what was asked for, or nothing.
public struct Importer {
  /// What the user says about the files.
  public struct Options: Sendable {
    /// What the layers are to become, where their names do not say.
    public var role: ImportRole?
    /// The CRS of the coordinates, in place of what the file says: `EPSG:n`.
    public var crs: String?
    /// For columns of the project the columns of the file.
    public var fields: [String: String] = [:]
    /// The name the file is known by in the project, in place of its own: what was imported under
    /// it before is replaced.
    public var source: String?
    /// Only what lies within the project's area of this name, or the polygons of this file.
    public var within: String?

    /// Leaves everything to the files.
    public init() {}
  }

  let project: Project
  let options: Options

  /// Prepares imports into a project.
  public init(_ project: Project, options: Options = Options()) {
    self.project = project
    self.options = options
  }

  /// Imports files in one transaction.
  ///
  /// - Parameters:
  ///   - paths: the files.
  ///   - accept: receives the report before the import is stored; where it throws, nothing is
  ///     imported.
  /// - Returns: what was accepted, repaired, merged and left out.
  /// - Throws: ``ImportError`` where a file cannot be read or understood; the project is then as it
  ///   was.
  public func run(
    _ paths: [String], accepting accept: (ImportReport) throws -> Void = { _ in }
  ) throws -> ImportReport {
    var report = ImportReport()
    var sources: [Source] = []
    for path in paths {
      let source = try read(path)
      if sources.contains(where: { $0.batch.file == source.batch.file }) {
        throw ImportError(.file(.repeatedName), file: path)
      }
      sources.append(source)
    }
    try project.writing {
      var addresses = try project.addresses()
      for source in sources { try take(source, &addresses, &report) }
      if let area = options.within, report.files.allSatisfy(\.accepted.isEmpty) {
        throw ImportError(
          .file(.nothingWithin(area)), file: report.files.map(\.name).joined(separator: ", "))
      }
      try complete(&addresses)
      try accept(report)
    }
    return report
  }

  // MARK: Storing

  private func take(
    _ source: Source, _ known: inout [Address], _ report: inout ImportReport
  ) throws {
    var batch = try placed(source, &report)
    var file = ImportReport.File(name: batch.file, crs: source.crs.identifier)
    file.featuresRead = batch.featuresRead
    file.notWanted = batch.notWanted
    file.notes = batch.notes
    let streets = StreetFinder(batch.streets.isEmpty ? try project.streets() : batch.streets)
    var addresses = addresses(of: &batch, streets)
    func store<Record: StoredRecord & Identifiable>(_ records: [Record]) throws {
      let earlier = try project.rows(Record.self, fromSource: batch.file)
      guard !records.isEmpty || !earlier.isEmpty else { return }
      let ids = Set(records.map(\.id))
      let gone = earlier.count { !ids.contains($0.id) }
      if gone > 0 {
        file.notes.append(.removed(layer: Record.layerName, count: gone, file: batch.file))
      }
      try project.replace(records, fromSource: batch.file)
      file.accepted[Record.layerName] = records.count
    }
    try store(batch.streets)
    try store(batch.buildings)
    try store(batch.obstacles)
    try store(batch.parcels)
    try store(batch.areas)
    try store(batch.conduits)
    try store(batch.sites)
    if !addresses.isEmpty { file.accepted["address"] = addresses.count }
    let gone = keepEarlier(&addresses, known, from: batch.file)
    if gone > 0 {
      file.notes.append(.removed(layer: "address", count: gone, file: batch.file))
    }
    let incoming = Set(addresses.map(\.id))
    let others = known.filter { $0.source != batch.file && !incoming.contains($0.id) }
    let unique = DuplicateAddresses(addresses + others)
    known = unique.addresses
    report.merged += unique.merged
    report.rejects += batch.rejects
    report.unknownValues += batch.unknownValues
    report.files.append(file)
    try project.replace(
      ImportSource(
        name: batch.file, digest: source.digest, crs: source.crs.identifier,
        featuresRead: batch.featuresRead, featuresRejected: batch.rejects.count))
  }

  /// The content of a file in the project's CRS, confined to the area asked for.
  private func placed(_ source: Source, _ report: inout ImportReport) throws -> ImportBatch {
    var batch = source.batch
    if project.crs == nil {
      let chosen = try chooseCRS(for: source)
      try project.establish(chosen)
      report.chosenCRS = "\(chosen.identifier) (\(chosen.name))"
    }
    guard let crs = project.crs else { preconditionFailure("the CRS has just been chosen") }
    let placement: Placement
    do {
      placement = try Placement(
        from: source.crs, to: crs, exchangesAxes: batch.comesNorthFirst(in: source.crs))
    } catch let fault as TransformationError {
      throw ImportError(
        .position(.unusableCRS(fault)), file: batch.file)
    }
    try placement.apply(to: &batch, repairs: &report.repairs)
    let isPlaced = !batch.isEmpty
    if let area = options.within { try confine(&batch, to: area) }
    batch.rejectRepeatedIDs()
    if !isPlaced, let reject = batch.rejects.first {
      throw ImportError(
        .file(.noneAccepted(reject.fault)), file: batch.file,
        layer: reject.layer, feature: reject.feature)
    }
    if let place = batch.typicalPosition, let fault = try crs.lengthFault(at: place) {
      throw ImportError(
        .position(.unsuitableCRS(project: crs.identifier, fault)), file: batch.file)
    }
    return batch
  }

  /// Keeps what other files have added to addresses that were imported before.
  ///
  /// - Returns: the number of earlier addresses of the file that are no longer in it.
  private func keepEarlier(_ addresses: inout [Address], _ known: [Address], from file: String)
    -> Int
  {
    let incoming = Set(addresses.map(\.id))
    let earlier = Dictionary(known.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for index in addresses.indices {
      guard let old = earlier[addresses[index].id] else { continue }
      addresses[index].keep(old, besides: incoming)
    }
    return known.count { $0.source == file && !incoming.contains($0.id) }
  }

  /// Estimates dwellings once all files are in, since buildings may come after addresses, and
  /// stores the addresses.
  private func complete(_ addresses: inout [Address]) throws {
    guard project.crs != nil else { return }
    if addresses.contains(where: \.dwellingsAreEstimated) {
      DwellingEstimate(try project.buildings()).apply(to: &addresses)
    }
    try project.replaceAddresses(addresses)
  }

  private func chooseCRS(for source: Source) throws -> CoordinateReferenceSystem {
    let positions = source.batch.positions
    if positions.isEmpty {
      if let reject = source.batch.rejects.first {
        throw ImportError(
          .file(.noneAccepted(reject.fault)), file: source.batch.file,
          layer: reject.layer, feature: reject.feature)
      }
      throw ImportError(.file(.nothingToImport), file: source.batch.file)
    }
    let wgs84 = try system(4326)
    let transformer = try CoordinateTransformer(from: source.crs, to: wgs84)
    let isExchanged = try source.batch.comesNorthFirst(in: source.crs)
    let ordered = isExchanged ? positions.map { Coordinate(x: $0.y, y: $0.x) } : positions
    let isZone = (25828...25838).contains(source.crs.code)
    // The zone of most positions; misplaced ones do not count.
    let area = try system(4258).areaOfUse
    var votes: [Int32: Int] = [:]
    var example: [Int32: Coordinate] = [:]
    for position in ordered {
      guard let degrees = transformer.transform(position), area.contains(degrees) else { continue }
      let zone = CoordinateReferenceSystem.utmZone(forLongitude: degrees.x)
      votes[zone, default: 0] += 1
      if example[zone] == nil { example[zone] = position }
    }
    guard let zone = votes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
      // Each feature is then rejected with its own reason.
      if isZone { return source.crs }
      throw ImportError(
        .position(.coordinatesOutside(crs: source.crs.identifier)), file: source.batch.file)
    }
    // The zone of the file is kept where lengths in it are right.
    if isZone, let place = example[zone], try source.crs.lengthFault(at: place) == nil {
      return source.crs
    }
    return try system(zone)
  }

  private func confine(_ batch: inout ImportBatch, to name: String) throws {
    let surface = try Confinement.named(name, in: project).surface(among: try project.areas())
    func lies(_ position: Coordinate) -> Bool { surface.contains { $0.contains(position) } }
    let before = batch.count
    defer { batch.notes.append(.outside(count: before - batch.count, area: name)) }
    batch.addresses.removeAll { !lies($0.location) }
    batch.streets.removeAll { !$0.line.coordinates.contains(where: lies) }
    batch.buildings.removeAll { !lies(Envelope(of: $0.footprint[0].exterior).centre) }
    batch.obstacles.removeAll { !lies($0.geometry.representativePoint) }
    batch.parcels.removeAll { !lies(Envelope(of: $0.surface[0].exterior).centre) }
    batch.conduits.removeAll { !$0.line.coordinates.contains(where: lies) }
    batch.sites.removeAll { !lies($0.location) }
  }

  /// How many house numbers one object can have.
  private static let numbersPerObject = 200

  /// Addresses with their numbers taken apart; several for a list of numbers.
  private func addresses(of batch: inout ImportBatch, _ streets: StreetFinder) -> [Address] {
    var result: [Address] = []
    for raw in batch.addresses {
      guard let street = raw.street ?? streets.nearest(to: raw.location) else {
        batch.reject("address", raw.id, .noStreet)
        continue
      }
      // A number with its suffix takes less than ten characters.
      guard raw.number.utf8.count + (raw.suffix?.utf8.count ?? 0) <= 10 * Self.numbersPerObject
      else {
        batch.reject("address", raw.id, .tooManyHouseNumbers(limit: Self.numbersPerObject))
        continue
      }
      let numbers =
        raw.suffix == nil
        ? HouseNumber.parse(raw.number)
        : [HouseNumber(text: raw.number + (raw.suffix ?? ""))]
      guard numbers.count <= Self.numbersPerObject else {
        batch.reject("address", raw.id, .tooManyHouseNumbers(limit: Self.numbersPerObject))
        continue
      }
      if numbers.isEmpty {
        batch.reject("address", raw.id, .noHouseNumber)
        continue
      }
      for (part, number) in numbers.enumerated() {
        result.append(
          Address(
            id: part == 0 ? raw.id : AddressID("\(raw.id)/\(part + 1)"),
            municipalityKey: raw.municipalityKey, city: raw.city, postcode: raw.postcode,
            district: raw.district, street: street, number: number,
            positionQuality: raw.quality, source: batch.file,
            dwellings: raw.dwellings.map {
              $0 / numbers.count + (part < $0 % numbers.count ? 1 : 0)
            } ?? 1,
            dwellingsAreEstimated: raw.dwellings == nil, location: raw.location))
      }
    }
    return result
  }
}

/// Finds the named street nearest to a position, for addresses that name none.
private struct StreetFinder {
  private let pieces: [(segment: Segment, name: String)]
  private let index: SpatialIndex

  init(_ streets: [Street]) {
    var pieces: [(segment: Segment, name: String)] = []
    for street in streets {
      guard let name = street.name else { continue }
      let points = street.line.coordinates
      for vertex in 1..<points.count {
        pieces.append((Segment(points[vertex - 1], points[vertex]), name))
      }
    }
    self.pieces = pieces
    index = SpatialIndex(pieces.map(\.segment.envelope))
  }

  func nearest(to position: Coordinate) -> String? {
    var best: (distance: Double, name: String)?
    index.search(Envelope(position, position).expanded(by: 50)) { number in
      let piece = pieces[Int(number)]
      let distance = piece.segment.distance(to: position)
      guard distance <= 50 else { return }
      if let best, (best.distance, best.name) <= (distance, piece.name) { return }
      best = (distance, piece.name)
    }
    return best?.name
  }
}

extension Address {
  /// Keeps what an earlier import of the same address had gathered from other sources.
  fileprivate mutating func keep(_ old: Address, besides incoming: Set<AddressID>) {
    mergedIDs = Set(mergedIDs + old.mergedIDs).subtracting(incoming).sorted()
    guard !old.mergedIDs.isEmpty else { return }
    municipalityKey = municipalityKey ?? old.municipalityKey
    city = city ?? old.city
    postcode = postcode ?? old.postcode
    district = district ?? old.district
    if dwellingsAreEstimated && !old.dwellingsAreEstimated {
      dwellings = old.dwellings
      dwellingsAreEstimated = false
    }
  }
}

extension ImportBatch {
  /// How many features are held.
  fileprivate var count: Int {
    addresses.count + streets.count + buildings.count + obstacles.count + parcels.count
      + areas.count + conduits.count + sites.count
  }

  fileprivate var isEmpty: Bool { count == 0 }

  /// Keeps the first of several features with one id, and rejects the others.
  fileprivate mutating func rejectRepeatedIDs() {
    var repeated: [(layer: String, id: String)] = []
    func distinct<Record, Subject>(
      _ records: [Record], _ layer: String, _ id: (Record) -> Identifier<Subject>
    ) -> [Record] {
      var seen: Set<Identifier<Subject>> = []
      return records.filter { record in
        if seen.insert(id(record)).inserted { return true }
        repeated.append((layer, id(record).rawValue))
        return false
      }
    }
    addresses = distinct(addresses, "address", \.id)
    streets = distinct(streets, "street", \.id)
    buildings = distinct(buildings, "building", \.id)
    obstacles = distinct(obstacles, "obstacle", \.id)
    parcels = distinct(parcels, "parcel", \.id)
    areas = distinct(areas, "area", \.id)
    conduits = distinct(conduits, "conduit", \.id)
    sites = distinct(sites, "site", \.id)
    for (layer, id) in repeated {
      reject(layer, id, .repeatedID)
    }
  }

  /// Whether the positions of a projected CRS come with north before east, as some GML does: taken
  /// as read they all lie outside the CRS's area, exchanged they lie within.
  func comesNorthFirst(in crs: CoordinateReferenceSystem) throws(TransformationError)
    -> Bool
  {
    guard !crs.isGeographic, let position = typicalPosition else { return false }
    let wgs84 = try CoordinateReferenceSystem(code: CoordinateReferenceSystem.wgs84Code)
    let transformer = try CoordinateTransformer(from: crs, to: wgs84)
    let area = crs.areaOfUse.expanded(by: 8)
    func fits(_ position: Coordinate) -> Bool {
      transformer.transform(position).map { area.contains($0) } ?? false
    }
    return !fits(position) && fits(Coordinate(x: position.y, y: position.x))
  }

  /// The positions of up to a thousand features of one kind.
  fileprivate var positions: [Coordinate] {
    func some<Record>(_ records: [Record], _ position: (Record) -> Coordinate) -> [Coordinate]? {
      if records.isEmpty { return nil }
      return stride(from: 0, to: records.count, by: records.count / 1000 + 1).map {
        position(records[$0])
      }
    }
    return some(addresses, \.location) ?? some(streets, \.line.start)
      ?? some(conduits, \.line.start) ?? some(buildings) { $0.footprint[0].exterior[0] }
      ?? some(sites, \.location) ?? some(areas) { $0.surface[0].exterior[0] }
      ?? some(parcels) { $0.surface[0].exterior[0] }
      ?? some(obstacles, \.geometry.representativePoint) ?? []
  }

  /// The median position of the features of one kind; few misplaced features do not change it.
  fileprivate var typicalPosition: Coordinate? { Coordinate.median(of: positions) }
}

extension String {
  var fileExtension: String {
    split(separator: ".").last.map(String.init) ?? ""
  }
}
