/// What is known of a town before planning: the input of every analysis, in one value.
public struct Inventory: Sendable {
  /// The addresses, ordered by id.
  public var addresses: [Address]
  /// The streets, ordered by id.
  public var streets: [Street]
  /// The buildings, ordered by id.
  public var buildings: [Building]
  /// The obstacles, ordered by id.
  public var obstacles: [Obstacle]
  /// The conduits in the ground, ordered by id.
  public var conduits: [Conduit]
  /// The sites, ordered by id.
  public var sites: [Site]
  /// The districts, phases and other areas, ordered by id.
  public var areas: [Area]
  /// The addresses whose building is connected: they stay as they are.
  public var connected: Set<String> = []
  /// The addresses whose drop lies in the ground: it costs nothing any more.
  public var laidDrops: Set<String> = []

  /// Creates an inventory; each list is put in the order of its ids.
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
