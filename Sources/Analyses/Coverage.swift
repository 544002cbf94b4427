import Geospatial
public import NetworkModel
public import Rules

/// Which homes the network in the ground passes, connects and serves on a day, under a named rule.
///
/// Nothing of it is typed in: it follows from the conduits, the surveyed works built by that day, and
/// the ledger's state on that day.
///
/// - *passed*: the rule holds between the address, or its parcel, and a conduit, a surveyed trench, duct
///   or drop; or the home is passed plus.
/// - *passed plus* (HP+): the building's works have come to `duct_at_parcel`, or a drop or house entry
///   was surveyed for it.
/// - *connected*: the building's works have come to `connected`.
/// - *activated*: the dwelling's agreement is `activated`; an address counts with one such dwelling.
///
/// A building counts with all its dwellings, and a dwelling put on file by an event from then on.
public struct Coverage: Sendable {
  /// What is known of a town on the day of the report.
  public struct Facts: Sendable {
    /// The addresses, ordered by id.
    public var addresses: [Address]
    /// The conduits that were imported.
    public var conduits: [Conduit]
    /// The works built by that day.
    public var works: [BuiltWork]
    /// Where buildings and dwellings stood.
    public var standings: [Standing]
    /// The parcels; only the rule `parcel` needs them.
    public var parcels: [Parcel]
    /// The districts and other areas.
    public var areas: [Area]

    /// Names the facts.
    public init(
      addresses: [Address], conduits: [Conduit] = [], works: [BuiltWork] = [],
      standings: [Standing] = [], parcels: [Parcel] = [], areas: [Area] = []
    ) {
      self.addresses = addresses
      self.conduits = conduits
      self.works = works
      self.standings = standings
      self.parcels = parcels
      self.areas = areas
    }
  }

  /// How one address is covered.
  public struct Home: Sendable {
    /// The address.
    public let address: Address
    /// The district it lies in, by the areas of the project.
    public let district: String?
    /// The dwellings there.
    public let dwellings: Int
    /// Whether the network runs past.
    public let isPassed: Bool
    /// Whether a duct lies at its parcel line or further in.
    public let isPassedPlus: Bool
    /// Whether it is connected.
    public let isConnected: Bool
    /// How many of the dwellings are activated.
    public let activated: Int

    /// The home's part of the counts of addresses.
    var asAddress: CoverageCounts { counts(1, activated: activated > 0 ? 1 : 0) }
    /// The home's part of the counts of dwellings.
    public var asDwellings: CoverageCounts { counts(dwellings, activated: activated) }

    private func counts(_ all: Int, activated: Int) -> CoverageCounts {
      var counts = CoverageCounts()
      counts.total = all
      counts.passed = isPassed ? all : 0
      counts.passedPlus = isPassedPlus ? all : 0
      counts.connected = isConnected ? all : 0
      counts.activated = activated
      return counts
    }
  }

  /// The rule, with the version and the distance it was applied in.
  public let rule: Rule
  /// The version of the rules.
  public let version: String
  /// How far the network may be from the home, or from its parcel's border, in metres.
  public let metres: Double
  /// One row for the whole, without a district, and one for each district.
  public let areas: [CoverageArea]
  /// The addresses, ordered by id.
  public let homes: [Home]

  /// Finds what is covered.
  ///
  /// - Throws: ``CoverageError`` where there is no address, or no parcel for the rule `parcel`.
  ///
  /// - Parameters:
  ///   - facts: what is known of the town on that day.
  ///   - rule: when a home counts as passed.
  ///   - rules: the distances.
  ///   - day: the day of the report; `nil` for now.
  ///   - drawsAreas: whether the surfaces are wanted, which cost more than all counts.
  public init(
    _ facts: Facts, rule: Rule, rules: PlanningRules, asOf day: String? = nil,
    drawsAreas: Bool = true
  ) throws {
    guard !facts.addresses.isEmpty else { throw CoverageError.noAddresses }
    if rule == .parcel && facts.parcels.isEmpty { throw CoverageError.noParcels }
    self.rule = rule
    version = rules.coverage.version
    let distance = rule.distance(rules.coverage)
    metres = distance
    let lines = facts.conduits.map(\.line) + facts.works.compactMap(\.line)
    let index = LineIndex(lines)
    let land = rule == .parcel ? ParcelIndex(facts.parcels) : nil
    let ledger = LedgerFacts(facts)
    let districts = AreaIndex(facts.areas, kind: "district")
    homes = facts.addresses.map { address in
      let isPassedPlus = ledger.passedPlus.contains(address.id)
      let isInReach =
        land.map { land in
          land.parcel(at: address.location).map { index.isWithin(distance, of: $0.surface) }
            ?? false
        } ?? index.isWithin(distance, of: address.location)
      return Home(
        address: address, district: districts.name(at: address.location),
        dwellings: address.dwellings + (ledger.furtherDwellings[address.id] ?? 0),
        isPassed: isInReach || isPassedPlus, isPassedPlus: isPassedPlus,
        isConnected: ledger.connected.contains(address.id),
        activated: ledger.activated[address.id] ?? 0)
    }
    var rows: [String: CoverageArea] = [:]
    for home in homes {
      for district in ["", home.district].compactMap(\.self) {
        let empty = CoverageArea(rule: rule.name, district: district, asOf: day)
        rows[district, default: empty].addresses += home.asAddress
        rows[district, default: empty].dwellings += home.asDwellings
      }
    }
    guard drawsAreas else {
      areas = rows.keys.sorted().compactMap { rows[$0] }
      return
    }
    let topology = Topology()
    let surface = try topology.buffer(lines, by: distance)
    for district in rows.keys.sorted() {
      let limits = facts.areas.filter { $0.kind == "district" && $0.name == district }
      rows[district]?.surface =
        district.isEmpty
        ? surface : try topology.intersection(surface, limits.flatMap(\.surface))
    }
    areas = rows.keys.sorted().compactMap { rows[$0] }
  }
}

/// What the ledger and the surveyed house entries say about addresses.
private struct LedgerFacts {
  private(set) var passedPlus: Set<String> = []
  private(set) var connected: Set<String> = []
  private(set) var activated: [String: Int] = [:]
  /// Dwellings that events have put on file beside those of the address.
  private(set) var furtherDwellings: [String: Int] = [:]

  init(_ facts: Coverage.Facts) {
    var counted: [String: Int] = [:]
    var nameOnFile: [String: String] = [:]
    for address in facts.addresses {
      counted[address.id] = address.dwellings
      for merged in address.mergedIDs { nameOnFile[merged] = address.id }
    }
    for work in facts.works where work.kind == .drop || work.kind == .houseEntry {
      if let id = work.addressID { passedPlus.insert(nameOnFile[id] ?? id) }
    }
    for standing in facts.standings {
      let id = standing.addressID
      guard let label = standing.subject.dwelling else {
        if standing.status.works.reaches(.ductAtParcel) { passedPlus.insert(id) }
        if standing.status.works == .connected { connected.insert(id) }
        continue
      }
      if standing.status.agreement == .activated { activated[id, default: 0] += 1 }
      if !Dwelling.isLabel(label, ofFirst: counted[id] ?? 0) {
        furtherDwellings[id, default: 0] += 1
      }
    }
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
