import AccessNetwork
import FoundationEssentials

/// Everything a plan is made under: the rules of `geodata/rules.json` and the prices of
/// `geodata/catalogue.json`, with what a user's file overrides.
public struct PlanningRules: Sendable {
  let network: NetworkRules
  let streets: [StreetClass: StreetRules]
  let drop: DropRules
  let obstacles: [Obstacle.Kind: ObstacleRules]
  let narrowTrenchAllowed: Bool
  let ploughAllowed: Bool
  let conduits: ConduitRules
  let coverage: CoverageRules
  let asBuilt: AsBuiltRules
  let infill: InfillRules
  let optimiser: OptimiserRules
  let objective: ObjectiveRules
  let revenue: RevenueRules
  let catalogue: CostCatalogue
  /// The whole tree in its canonical form, as stored with a plan.
  public let canonical: String

  /// The rules as they come.
  public static func standard() throws -> PlanningRules {
    try PlanningRules(overriding: nil)
  }

  /// The rules with a user's document laid over the defaults.
  ///
  /// - Parameter document: JSON, comments allowed.
  /// - Throws: ``RulesError`` for an unknown key, naming the nearest right one, or a wrong value.
  public init(overriding document: [UInt8]?) throws {
    var tree: JSONValue
    do {
      guard
        case .object(var members) = try JSONValue(document: Data(PackageResources.rules_json))
      else { preconditionFailure("geodata/rules.json is not an object") }
      members["catalogue"] = try JSONValue(document: Data(PackageResources.catalogue_json))
      tree = .object(members)
    }
    if let document {
      let changes: JSONValue
      do {
        changes = try JSONValue(document: Data(document))
      } catch {
        throw RulesError(
          description: "the rules file is not JSON. Mend: check commas, quotes and brackets.")
      }
      tree = try RuleOverlay(defaults: tree).applying(changes)
    }
    let bytes = try tree.canonical()
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let decoded: RuleTree
    do {
      decoded = try decoder.decode(RuleTree.self, from: bytes)
    } catch let error as DecodingError {
      throw RulesError(error)
    }
    network = decoded.network
    streets = try Self.keyed(decoded.streets, by: StreetClass.init, "streets")
    obstacles = try Self.keyed(decoded.obstacles, by: Obstacle.Kind.init, "obstacles")
    drop = decoded.drop
    narrowTrenchAllowed = decoded.methods.narrowTrench.allowed
    ploughAllowed = decoded.methods.plough.allowed
    conduits = decoded.conduits
    coverage = decoded.coverage
    asBuilt = decoded.asBuilt
    infill = decoded.infill
    optimiser = decoded.optimiser
    objective = decoded.objective
    revenue = decoded.revenue
    try revenue.check()
    catalogue = decoded.catalogue
    canonical = String(decoding: bytes, as: UTF8.self)
  }

  private static func keyed<Key: Hashable, Value>(
    _ members: [String: Value], by key: (String) -> Key?, _ path: String
  ) throws -> [Key: Value] {
    var result: [Key: Value] = [:]
    for name in members.keys.sorted() {
      guard let word = key(name) else {
        throw RulesError(description: "unknown rule \(path).\(name).")
      }
      result[word] = members[name]
    }
    return result
  }
}

/// The document's tree as decoded.
private struct RuleTree: Decodable {
  struct Methods: Decodable {
    struct Permission: Decodable {
      let allowed: Bool
    }
    let narrowTrench: Permission
    let plough: Permission
  }
  let network: NetworkRules
  let streets: [String: StreetRules]
  let drop: DropRules
  let obstacles: [String: ObstacleRules]
  let methods: Methods
  let conduits: ConduitRules
  let coverage: CoverageRules
  let asBuilt: AsBuiltRules
  let infill: InfillRules
  let optimiser: OptimiserRules
  let objective: ObjectiveRules
  let revenue: RevenueRules
  let catalogue: CostCatalogue
}

/// How street lines become a network.
struct NetworkRules: Decodable, Sendable {
  let snapToleranceMetres: Double
}

/// What one class of street allows.
struct StreetRules: Decodable, Sendable {
  let sides: TrenchSides
  let carriagewayMetres: Double
  let vergeMetres: Double
  let vergeSurface: Surface
  let carriagewaySurface: Surface
  let highLoad: Bool
}

/// How a building may be joined to the common trench.
struct DropRules: Decodable, Sendable {
  let maxLengthMetres: Double
  let ownStreetReachMetres: Double
  let candidates: Int
  let candidateFactor: Double
  let candidateSlackMetres: Double
  let buildingToleranceMetres: Double
  let surface: Surface
}

/// How one kind of obstacle is crossed.
struct ObstacleRules: Decodable, Sendable {
  let widthMetres: Double
  let clearanceMetres: Double
  let bore: Bool
}

/// How conduits in the ground are used.
struct ConduitRules: Decodable, Sendable {
  let dwellingsPerSlot: Int
  let unknownCapacityHasRoom: Bool
  let reachMetres: Double
  let openingSpacingMetres: Double
  let surveyedSlots: Int
}

/// The named distances for homes passed.
struct CoverageRules: Decodable, Sendable {
  let version: String
  let bnetzaMetres: Double
  let rtrMetres: Double
  let parcelMetres: Double
}

/// How surveyed works are set beside the plan.
struct AsBuiltRules: Decodable, Sendable {
  let toleranceMetres: Double
  let entryMetres: Double
  let driftTarget: Double
}

/// How orders are connected to the network as it stands.
struct InfillRules: Decodable, Sendable {
  let reservationDays: Int
  let neighbourMetres: Double
}

/// How hard the optimiser works.
struct OptimiserRules: Decodable, Sendable {
  let provenEdges: Int
  let rounds: Int
}
