import FoundationEssentials
package import NetworkModel

/// All rules and prices of a plan: those of `geodata/rules.json` and `geodata/catalogue.json`, and
/// the values that a user's file replaces.
public struct PlanningRules: Sendable {
  package let network: NetworkRules
  package let streets: [StreetClass: StreetRules]
  package let drop: DropRules
  package let obstacles: [Obstacle.Kind: ObstacleRules]
  package let narrowTrenchAllowed: Bool
  package let ploughAllowed: Bool
  package let conduits: ConduitRules
  package let coverage: CoverageRules
  package let asBuilt: AsBuiltRules
  package let infill: InfillRules
  package let optimiser: OptimiserRules
  package let objective: ObjectiveRules
  package let revenue: RevenueRules
  package let catalogue: CostCatalogue
  /// The canonical form of all rules and prices, which is stored with a plan.
  public let canonical: String

  /// The default rules.
  public static func standard() throws -> PlanningRules {
    try PlanningRules(overriding: nil)
  }

  /// The default rules with the values of a user's document.
  ///
  /// - Parameter document: JSON, comments allowed.
  /// - Throws: ``RulesError`` for an unknown key or a wrong value.
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
        throw RulesError.notJSON
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
        throw RulesError.unknownRule(path: "\(path).\(name)", siblings: [], all: [])
      }
      result[word] = members[name]
    }
    return result
  }
}

/// The decoded document.
private struct RuleTree: Decodable {
  package struct Methods: Decodable {
    package struct Permission: Decodable {
      package let allowed: Bool
    }
    package let narrowTrench: Permission
    package let plough: Permission
  }
  package let network: NetworkRules
  package let streets: [String: StreetRules]
  package let drop: DropRules
  package let obstacles: [String: ObstacleRules]
  package let methods: Methods
  package let conduits: ConduitRules
  package let coverage: CoverageRules
  package let asBuilt: AsBuiltRules
  package let infill: InfillRules
  package let optimiser: OptimiserRules
  package let objective: ObjectiveRules
  package let revenue: RevenueRules
  package let catalogue: CostCatalogue
}

/// How street lines are joined to a network.
package struct NetworkRules: Decodable, Sendable {
  package let snapToleranceMetres: Double
  package let sharedCrossingMetres: Double
}

/// The trenches that a class of street allows.
package struct StreetRules: Decodable, Sendable {
  package let sides: TrenchSides
  package let carriagewayMetres: Double
  package let vergeMetres: Double
  package let vergeSurface: Surface
  package let carriagewaySurface: Surface
  package let highLoad: Bool
}

/// How a building may be connected to the common trench.
package struct DropRules: Decodable, Sendable {
  package let maxLengthMetres: Double
  package let ownStreetReachMetres: Double
  package let candidates: Int
  package let candidateFactor: Double
  package let candidateSlackMetres: Double
  package let buildingToleranceMetres: Double
  package let surface: Surface
}

/// How one kind of obstacle is crossed.
package struct ObstacleRules: Decodable, Sendable {
  package let widthMetres: Double
  package let clearanceMetres: Double
  package let bore: Bool
}

/// How existing conduits are used.
package struct ConduitRules: Decodable, Sendable {
  package let dwellingsPerSlot: Int
  package let unknownCapacityHasRoom: Bool
  package let reachMetres: Double
  package let siteReachMetres: Double
  package let openingSpacingMetres: Double
  package let surveyedSlots: Int
}

/// The distances of the rules for homes passed.
package struct CoverageRules: Decodable, Sendable {
  package let version: String
  package let bnetzaMetres: Double
  package let rtrMetres: Double
  package let parcelMetres: Double
}

/// How surveyed works are compared with the plan.
package struct AsBuiltRules: Decodable, Sendable {
  package let toleranceMetres: Double
  package let entryMetres: Double
  package let driftTarget: Double
}

/// How orders are connected to the existing network.
package struct InfillRules: Decodable, Sendable {
  package let reservationDays: Int
  package let neighbourMetres: Double
}

/// The effort of the optimiser.
package struct OptimiserRules: Decodable, Sendable {
  package let provenEdges: Int
  package let rounds: Int
}
