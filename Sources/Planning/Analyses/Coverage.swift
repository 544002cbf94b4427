public import AccessNetwork
import Geospatial

/// Which homes the network in the ground passes, under a named rule.
public struct Coverage: Sendable {
  /// When a home counts as passed.
  public enum Rule: Hashable, Sendable {
    /// A conduit within the distance the Bundesnetzagentur names (20 m).
    case bnetza
    /// A conduit within the distance Austria's RTR names (50 m).
    case rtr
    /// A conduit that touches the parcel the home stands on, or its border.
    case parcel
    /// A conduit within so many metres.
    case metres(Double)

    /// The rule a user names: `bnetza`, `rtr`, `parcel` or `metres=N`.
    public init?(_ text: String) {
      switch text {
      case "bnetza": self = .bnetza
      case "rtr": self = .rtr
      case "parcel": self = .parcel
      default:
        guard text.hasPrefix("metres="), let metres = Double(text.dropFirst(7)), metres > 0,
          metres <= 10_000
        else { return nil }
        self = .metres(metres)
      }
    }

    /// The rule as it is named in results.
    public var name: String {
      switch self {
      case .bnetza: "bnetza"
      case .rtr: "rtr"
      case .parcel: "parcel"
      case .metres(let metres):
        "metres=\(metres == metres.rounded() ? "\(Int(metres))" : "\(metres)")"
      }
    }
  }

  /// One row for the whole, without a district, and one for each district.
  public let areas: [CoverageArea]
  /// The addresses passed, by id.
  public let passed: [String]

  /// Finds what is passed.
  ///
  /// - Throws: ``PlanningError`` where there is no conduit, or no parcel for the rule `parcel`.
  public init(
    _ inventory: Inventory, parcels: [Parcel], rule: Rule, rules: PlanningRules
  ) throws {
    guard !inventory.addresses.isEmpty else { throw PlanningError.noAddresses(area: nil) }
    let lines = inventory.conduits.map(\.line)
    let index = LineIndex(lines)
    let distance: Double
    var passes: (Address) -> Bool
    switch rule {
    case .bnetza: distance = rules.coverage.bnetzaMetres
    case .rtr: distance = rules.coverage.rtrMetres
    case .metres(let metres): distance = metres
    case .parcel: distance = rules.coverage.parcelMetres
    }
    passes = { index.isWithin(distance, of: $0.location) }
    if rule == .parcel {
      guard !parcels.isEmpty else { throw PlanningError.noParcels }
      let land = ParcelIndex(parcels)
      passes = { address in
        land.parcel(at: address.location).map { index.isWithin(distance, of: $0) } ?? false
      }
    }
    let districts = AreaIndex(inventory.areas, kind: "district")
    var rows: [String: CoverageArea] = [:]
    func row(_ district: String) -> CoverageArea {
      rows[district]
        ?? CoverageArea(
          rule: rule.name, district: district, addresses: 0, addressesPassed: 0, dwellings: 0,
          dwellingsPassed: 0, surface: [])
    }
    var passed: [String] = []
    for address in inventory.addresses {
      let isPassed = passes(address)
      if isPassed { passed.append(address.id) }
      for district in ["", districts.name(at: address.location)].compactMap(\.self) {
        var counted = row(district)
        counted.addresses += 1
        counted.dwellings += address.dwellings
        if isPassed {
          counted.addressesPassed += 1
          counted.dwellingsPassed += address.dwellings
        }
        rows[district] = counted
      }
    }
    let topology = Topology()
    let surface = try topology.buffer(lines, by: distance)
    for district in rows.keys.sorted() {
      let limits = inventory.areas.filter { $0.kind == "district" && $0.name == district }
      rows[district]?.surface =
        district.isEmpty
        ? surface : try topology.intersection(surface, limits.flatMap(\.surface))
    }
    areas = rows.keys.sorted().compactMap { rows[$0] }
    self.passed = passed
  }
}

/// Finds lines near positions and surfaces.
private struct LineIndex {
  private let segments: [Segment]
  private let index: SpatialIndex

  init(_ lines: [LineString]) {
    segments = lines.flatMap { line in
      zip(line.coordinates, line.coordinates.dropFirst()).map { Segment($0, $1) }
    }
    index = SpatialIndex(segments.map(\.envelope))
  }

  func isWithin(_ distance: Double, of position: Coordinate) -> Bool {
    var found = false
    index.search(Envelope(position, position).expanded(by: distance)) { number in
      if !found && segments[Int(number)].distance(to: position) <= distance { found = true }
    }
    return found
  }

  func isWithin(_ distance: Double, of parcel: Parcel) -> Bool {
    var found = false
    let envelope = Envelope(of: parcel.surface.lazy.flatMap(\.exterior)).expanded(by: distance)
    index.search(envelope) { number in
      if found { return }
      let segment = segments[Int(number)]
      found = parcel.surface.contains { $0.distance(to: segment) <= distance }
    }
    return found
  }
}

/// Finds the parcel a position lies on.
private struct ParcelIndex {
  private let parcels: [Parcel]
  private let index: SpatialIndex

  init(_ parcels: [Parcel]) {
    self.parcels = parcels
    index = SpatialIndex(
      parcels.map { Envelope(of: $0.surface.lazy.flatMap(\.exterior)) })
  }

  func parcel(at position: Coordinate) -> Parcel? {
    var best: Int32?
    index.search(Envelope(position, position)) { number in
      if parcels[Int(number)].surface.contains(where: { $0.contains(position) }) {
        best = min(best ?? number, number)
      }
    }
    return best.map { parcels[Int($0)] }
  }
}

extension Polygon {
  /// The least distance between the surface and a segment; zero where they meet.
  fileprivate func distance(to segment: Segment) -> Double {
    if contains(segment.start) || contains(segment.end) { return 0 }
    var best = min(boundaryDistance(to: segment.start), boundaryDistance(to: segment.end))
    for ring in rings {
      for index in 1..<ring.count {
        let side = Segment(ring[index - 1], ring[index])
        if segment.crossingParameter(with: side) != nil { return 0 }
        best = min(best, segment.distance(to: side.start))
      }
    }
    return best
  }
}
