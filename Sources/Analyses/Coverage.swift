import Geospatial
public import NetworkModel
public import Rules

/// The homes that the built network passes, connects and serves on a day, under a named rule.
///
/// The counts are computed from the conduits, the surveyed works built by that day, and the state
/// of the ledger on that day.
///
/// - *passed*: the rule is satisfied by the address, or its parcel, and a conduit or a surveyed
///   trench, duct or drop; or the home is passed plus.
/// - *passed plus* (HP+): the works of the building have reached `duct_at_parcel`, or a drop or
///   house entry was surveyed for it.
/// - *connected*: the works of the building have reached `connected`.
/// - *activated*: the agreement of the dwelling is `activated`. An address counts if it has such a
///   dwelling.
///
/// A building counts with all its dwellings. A dwelling that was added by an event counts from that
/// event on.
public struct Coverage: Sendable {
  /// The input data of a town on the day of the report.
  public struct Facts: Sendable {
    /// The addresses, ordered by id.
    public var addresses: [Address]
    /// The imported conduits.
    public var conduits: [Conduit]
    /// The works built by that day.
    public var works: [BuiltWork]
    /// The states of buildings and dwellings.
    public var standings: [Standing]
    /// The parcels; only the rule `parcel` needs them.
    public var parcels: [Parcel]
    /// The districts and other areas.
    public var areas: [Area]

    /// Creates the input data.
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

  /// The coverage of one address.
  public struct Home: Sendable {
    /// The address.
    public let address: Address
    /// The district that contains the address, from the areas of the project.
    public let district: String?
    /// The number of dwellings.
    public let dwellings: Int
    /// Whether the network passes the address.
    public let isPassed: Bool
    /// Whether a duct ends at the parcel boundary or beyond it.
    public let isPassedPlus: Bool
    /// Whether the building is connected.
    public let isConnected: Bool
    /// The number of activated dwellings.
    public let activated: Int

    /// The counts of addresses to which the home contributes.
    var asAddress: CoverageCounts { counts(1, activated: activated > 0 ? 1 : 0) }
    /// The counts of dwellings to which the home contributes.
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

  /// The rule.
  public let rule: Rule
  /// The version of the rules.
  public let version: String
  /// The maximum distance of the network from the home, or from the boundary of its parcel, in
  /// metres.
  public let metres: Double
  /// One row for the whole town, without a district, and one for each district.
  public let areas: [CoverageArea]
  /// The addresses, ordered by id.
  public let homes: [Home]

  /// Computes the coverage.
  ///
  /// - Parameters:
  ///   - facts: the input data of that day.
  ///   - rule: the condition under which a home counts as passed.
  ///   - rules: the distances.
  ///   - day: the day of the report; `nil` for now.
  ///   - drawsAreas: whether the surfaces are computed. They take longer than all counts.
  /// - Throws: ``CoverageError`` if there is no address, or no parcel for the rule `parcel`.
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
    let districts = AreaIndex(facts.areas, kind: .district)
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
      let limits = facts.areas.filter { $0.kind == .district && $0.name == district }
      rows[district]?.surface =
        district.isEmpty
        ? surface : try topology.intersection(surface, limits.flatMap(\.surface))
    }
    areas = rows.keys.sorted().compactMap { rows[$0] }
  }
}

/// The facts about addresses from the ledger and from surveyed drops and house entries.
private struct LedgerFacts {
  private(set) var passedPlus: Set<AddressID> = []
  private(set) var connected: Set<AddressID> = []
  private(set) var activated: [AddressID: Int] = [:]
  /// The number of dwellings that were added by events, for each address.
  private(set) var furtherDwellings: [AddressID: Int] = [:]

  init(_ facts: Coverage.Facts) {
    var counted: [AddressID: Int] = [:]
    var nameOnFile: [AddressID: AddressID] = [:]
    for address in facts.addresses {
      counted[address.id] = address.dwellings
      for merged in address.mergedIDs { nameOnFile[merged] = address.id }
    }
    for work in facts.works where work.kind == .drop || work.kind == .houseEntry {
      if let id = work.addressID { passedPlus.insert(nameOnFile[id] ?? id) }
    }
    for standing in facts.standings {
      guard let id = standing.addressID else { continue }
      guard let label = standing.subject.dwelling else {
        guard let works = standing.status.building?.works else { continue }
        if works.reaches(.ductAtParcel) { passedPlus.insert(id) }
        if works == .connected { connected.insert(id) }
        continue
      }
      if standing.status.dwelling?.agreement == .activated { activated[id, default: 0] += 1 }
      if !Dwelling.isLabel(label, ofFirst: counted[id] ?? 0) {
        furtherDwellings[id, default: 0] += 1
      }
    }
  }
}

/// Finds the parcel that contains a position.
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
