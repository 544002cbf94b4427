/// All input data of a town.
///
/// It is the input of planning and of every analysis.
public struct Inventory: Sendable {
  /// The addresses, ordered by id.
  public var addresses: [Address]
  /// The streets, ordered by id.
  public var streets: [Street]
  /// The buildings, ordered by id.
  public var buildings: [Building]
  /// The obstacles, ordered by id.
  public var obstacles: [Obstacle]
  /// The existing conduits, ordered by id.
  public var conduits: [Conduit]
  /// The sites, ordered by id.
  public var sites: [Site]
  /// The districts, phases and other areas, ordered by id.
  public var areas: [Area]
  /// The ids of addresses whose building is connected.
  ///
  /// Their connection remains unchanged.
  public var connected: Set<AddressID> = []
  /// The ids of addresses whose drop exists already.
  ///
  /// It costs nothing.
  public var laidDrops: Set<AddressID> = []

  // Reason: one parameter for each stored property.
  /// Creates an inventory.
  ///
  /// Each list is sorted by id.
  public init(
    addresses: [Address] = [], streets: [Street] = [], buildings: [Building] = [],
    obstacles: [Obstacle] = [], conduits: [Conduit] = [], sites: [Site] = [], areas: [Area] = []
  ) {
    self.addresses = addresses.sorted { $0.id < $1.id }
    self.streets = streets.sorted { $0.id < $1.id }
    self.buildings = buildings.sorted { $0.id < $1.id }
    self.obstacles = obstacles.sorted { $0.id < $1.id }
    self.conduits = conduits.sorted { $0.id < $1.id }
    self.sites = sites.sorted { $0.id < $1.id }
    self.areas = areas.sorted { $0.id < $1.id }
  }
}
