import AccessNetwork
import Geospatial

/// What a home brings in, in euro at today's value; where several exceptions hold, the last one counts.
struct RevenueRules: Decodable, Sendable {
  let euroPerAddress: Double
  let euroPerDwelling: Double
  let exceptions: [Exception]

  /// What homes of some area, or in some kind of building, bring in instead.
  struct Exception: Decodable, Sendable {
    /// The name of an area of the project; anywhere if `nil`.
    let area: String?
    /// The building's use in its source's word; any if `nil`.
    let buildingUse: String?
    /// As in the rules themselves if `nil`.
    let euroPerAddress: Double?
    /// As in the rules themselves if `nil`.
    let euroPerDwelling: Double?

    private enum Key: String, CodingKey {
      case area, buildingUse, euroPerAddress, euroPerDwelling
    }

    /// Any key at all, so that unknown ones are seen.
    private struct AnyKey: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let all = try decoder.container(keyedBy: AnyKey.self)
      if let key = all.allKeys.map(\.stringValue).sorted().first(where: {
        Key(stringValue: $0) == nil
      }),
        let unknown = AnyKey(stringValue: key)
      {
        throw DecodingError.dataCorruptedError(
          forKey: unknown, in: all,
          debugDescription: "unknown rule. Mend: known here: area, building_use, "
            + "euro_per_address, euro_per_dwelling.")
      }
      let values = try decoder.container(keyedBy: Key.self)
      area = try values.decodeIfPresent(String.self, forKey: .area)
      buildingUse = try values.decodeIfPresent(String.self, forKey: .buildingUse)
      euroPerAddress = try values.decodeIfPresent(Double.self, forKey: .euroPerAddress)
      euroPerDwelling = try values.decodeIfPresent(Double.self, forKey: .euroPerDwelling)
    }
  }

  /// - Throws: ``RulesError`` for a sum that is none or below 0.
  func check() throws {
    for (number, exception) in exceptions.enumerated() {
      for euro in [exception.euroPerAddress, exception.euroPerDwelling].compactMap(\.self)
      where !(0...1e9).contains(euro) {
        throw RulesError(
          description: "revenue.exceptions[\(number)] is \(euro). Mend: give a number not below 0.")
      }
    }
    for euro in [euroPerAddress, euroPerDwelling] where euro > 1e9 {
      throw RulesError(description: "revenue is \(euro). Mend: give euro for one home.")
    }
  }
}

/// How homes are counted by an objective.
struct ObjectiveRules: Decodable, Sendable {
  /// What counts as one home.
  enum Home: String, Decodable, Sendable {
    case addresses, dwellings
  }

  /// What a budget is to reach most of.
  enum Aim: String, Decodable, Sendable {
    case homes, revenue
  }

  let homes: Home
  let budgetSeeks: Aim
}

/// What each address counts and brings in under the rules.
struct HomeValues: Sendable {
  /// By address: one, or its dwellings.
  let homes: [Int64]
  /// By address, in euro cents.
  let revenueInCents: [Int64]

  /// - Complexity: O(a log b) for a addresses and b buildings, and a for each exception.
  /// - Throws: ``PlanningError/unknownArea(_:known:)`` for an exception's area.
  init(_ inventory: Inventory, _ rules: PlanningRules) throws(PlanningError) {
    let revenue = rules.revenue
    var surfaces: [[Polygon]] = []
    for exception in revenue.exceptions {
      guard let name = exception.area else {
        surfaces.append([])
        continue
      }
      let surface = Confinement.area(name).surface(among: inventory.areas)
      if surface.isEmpty {
        throw .unknownArea(name, known: Set(inventory.areas.map(\.name)).sorted())
      }
      surfaces.append(surface)
    }
    let hasUses = revenue.exceptions.contains { $0.buildingUse != nil }
    let buildings = BuildingIndex(
      hasUses ? inventory.buildings : [], tolerance: rules.drop.buildingToleranceMetres)
    homes = inventory.addresses.map {
      rules.objective.homes == .addresses ? 1 : Int64($0.dwellings)
    }
    revenueInCents = inventory.addresses.map { address in
      let uses = hasUses ? buildings.uses(at: address.location) : []
      let held = revenue.exceptions.indices.last { number in
        let exception = revenue.exceptions[number]
        return exception.buildingUse.map { uses.contains($0) } ?? true
          && (exception.area == nil
            || surfaces[number].contains { $0.contains(address.location) })
      }.map { revenue.exceptions[$0] }
      let euro =
        (held?.euroPerAddress ?? revenue.euroPerAddress)
        + (held?.euroPerDwelling ?? revenue.euroPerDwelling) * Double(address.dwellings)
      // Beyond this it pays whatever it costs.
      return Int64((min(euro, 1e12) * 100).rounded())
    }
  }
}
