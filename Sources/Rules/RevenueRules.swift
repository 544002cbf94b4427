import Geospatial
import NetworkModel

/// The revenue of a home in euro at present value.
///
/// If several exceptions match, the last one applies.
package struct RevenueRules: Decodable, Sendable {
  package let euroPerAddress: Double
  package let euroPerDwelling: Double
  package let exceptions: [Exception]

  /// A different revenue for homes in an area or in a kind of building.
  package struct Exception: Decodable, Sendable {
    /// The name of an area of the project; `nil` for any location.
    package let area: String?
    /// The use of the building as its source describes it; `nil` for any use.
    package let buildingUse: String?
    /// `nil` for the revenue of other homes.
    package let euroPerAddress: Double?
    /// `nil` for the revenue of other homes.
    package let euroPerDwelling: Double?

    private enum Key: String, CodingKey {
      case area, buildingUse, euroPerAddress, euroPerDwelling
    }

    /// Any key, so that unknown keys are found.
    private struct AnyKey: CodingKey {
      package let stringValue: String
      package var intValue: Int? { nil }
      package init?(stringValue: String) { self.stringValue = stringValue }
      package init?(intValue: Int) { nil }
    }

    package init(from decoder: any Decoder) throws {
      let all = try decoder.container(keyedBy: AnyKey.self)
      if let key = all.allKeys.map(\.stringValue).sorted().first(where: {
        Key(stringValue: $0) == nil
      }),
        let unknown = AnyKey(stringValue: key)
      {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(
            codingPath: all.codingPath + [unknown], debugDescription: "",
            underlyingError: RulesError.unknownRule(
              path: RulesError.path(all.codingPath + [unknown]),
              siblings: ["area", "building_use", "euro_per_address", "euro_per_dwelling"],
              all: [])))
      }
      let values = try decoder.container(keyedBy: Key.self)
      area = try values.decodeIfPresent(String.self, forKey: .area)
      buildingUse = try values.decodeIfPresent(String.self, forKey: .buildingUse)
      euroPerAddress = try values.decodeIfPresent(Double.self, forKey: .euroPerAddress)
      euroPerDwelling = try values.decodeIfPresent(Double.self, forKey: .euroPerDwelling)
    }
  }

  /// Checks the exceptions, which the defaults do not list.
  ///
  /// - Throws: ``RulesError`` for an amount that is not within the limits.
  package func check() throws {
    for (number, exception) in exceptions.enumerated() {
      let path = "revenue.exceptions[\(number)]"
      for (name, euro) in [
        ("euro_per_address", exception.euroPerAddress),
        ("euro_per_dwelling", exception.euroPerDwelling),
      ] {
        guard let euro, !RuleLimits.admit(euro, at: "\(path).\(name)") else { continue }
        throw RulesError.outsideLimits(
          path: "\(path).\(name)", value: euro, limits: RuleLimits.range(at: name))
      }
    }
  }
}

/// How an objective counts homes.
package struct ObjectiveRules: Decodable, Sendable {
  /// The unit that counts as one home.
  package enum Home: String, Decodable, Sendable {
    case addresses, dwellings
  }

  /// The quantity that a budget maximises.
  package enum Aim: String, Decodable, Sendable {
    case homes, revenue
  }

  package let homes: Home
  package let budgetSeeks: Aim
}
