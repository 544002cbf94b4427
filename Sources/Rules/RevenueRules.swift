import Geospatial
import NetworkModel

/// What a home brings in, in euro at today's value; where several exceptions hold, the last one counts.
package struct RevenueRules: Decodable, Sendable {
  package let euroPerAddress: Double
  package let euroPerDwelling: Double
  package let exceptions: [Exception]

  /// What homes of some area, or in some kind of building, bring in instead.
  package struct Exception: Decodable, Sendable {
    /// The name of an area of the project; anywhere if `nil`.
    package let area: String?
    /// The building's use in its source's word; any if `nil`.
    package let buildingUse: String?
    /// As in the rules themselves if `nil`.
    package let euroPerAddress: Double?
    /// As in the rules themselves if `nil`.
    package let euroPerDwelling: Double?

    private enum Key: String, CodingKey {
      case area, buildingUse, euroPerAddress, euroPerDwelling
    }

    /// Any key at all, so that unknown ones are seen.
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
        throw DecodingError.dataCorruptedError(
          forKey: unknown, in: all,
          debugDescription: "unknown rule. Fix: known here: area, building_use, "
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
  package func check() throws {
    for (number, exception) in exceptions.enumerated() {
      for euro in [exception.euroPerAddress, exception.euroPerDwelling].compactMap(\.self)
      where !(0...1e9).contains(euro) {
        throw RulesError(
          description: "revenue.exceptions[\(number)] is \(euro). Fix: give a number not below 0.")
      }
    }
    for euro in [euroPerAddress, euroPerDwelling] where euro > 1e9 {
      throw RulesError(description: "revenue is \(euro). Fix: give euro for one home.")
    }
  }
}

/// How homes are counted by an objective.
package struct ObjectiveRules: Decodable, Sendable {
  /// What counts as one home.
  package enum Home: String, Decodable, Sendable {
    case addresses, dwellings
  }

  /// What a budget is to reach most of.
  package enum Aim: String, Decodable, Sendable {
    case homes, revenue
  }

  package let homes: Home
  package let budgetSeeks: Aim
}
