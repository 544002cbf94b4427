import Geospatial
import NetworkModel
import Rules

/// The laying method of a stretch, and the cheaper methods that are not allowed there.
struct Laying: Hashable, Sendable {
  let method: LayingMethod
  let excluded: Excluded

  /// The reasons why cheaper methods are excluded.
  ///
  /// DIN 18220:2023-08 requires the part and the class of the road and the method.
  struct Excluded: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let narrowTrenchNotAllowed = Excluded(rawValue: 1)
    static let narrowTrenchHighLoad = Excluded(rawValue: 2)
    static let narrowTrenchCrossing = Excluded(rawValue: 4)
    static let ploughBuiltUp = Excluded(rawValue: 8)
    static let ploughNotAllowed = Excluded(rawValue: 16)

    /// One sentence for each reason, in a fixed order.
    var sentences: String {
      var parts: [String] = []
      if contains(.narrowTrenchNotAllowed) {
        parts.append("narrow_trench: not allowed by the rules")
      }
      if contains(.narrowTrenchHighLoad) {
        parts.append("narrow_trench: road of a high load class")
      }
      if contains(.narrowTrenchCrossing) {
        parts.append("narrow_trench: not in crossings")
      }
      if contains(.ploughBuiltUp) { parts.append("plough: homes stand along the way") }
      if contains(.ploughNotAllowed) { parts.append("plough: not allowed by the rules") }
      return parts.joined(separator: "; ")
    }
  }
}

/// Computes prices in euro cents from lengths, under one set of rules.
struct Pricing: Sendable {
  let rules: PlanningRules

  /// The properties of a stretch that decide which methods are allowed and what they cost.
  struct Situation {
    var surface: Surface
    var streetClass: StreetClass
    /// Whether the stretch is on a bridge or in a tunnel.
    var onStructure = false
    /// Whether it crosses a carriageway.
    var isCrossing = false
    /// Whether homes are connected along the stretch.
    var isBuiltUp = false
    var isPrivate = false
  }

  /// The cheapest allowed method for a stretch without bores, and its price in euro per metre.
  func choose(_ situation: Situation) -> (laying: Laying, euroPerMetre: Double) {
    let catalogue = rules.catalogue
    let ground = situation.isPrivate ? catalogue.privateGround.euroPerMetre : 0
    func rate(_ method: LayingMethod) -> Double? {
      catalogue.euroPerMetre(method, in: situation.surface).map { $0 + ground }
    }
    if situation.onStructure, let bridge = rate(.bridge) {
      return (Laying(method: .bridge, excluded: []), bridge)
    }
    guard let open = rate(.openTrench) else {
      preconditionFailure("the catalogue has no open trench for \(situation.surface)")
    }
    var best = (method: LayingMethod.openTrench, rate: open)
    var excluded: Laying.Excluded = []
    if let narrow = rate(.narrowTrench), narrow < best.rate {
      let highLoad = rules.streets[situation.streetClass]?.highLoad ?? false
      if !rules.narrowTrenchAllowed {
        excluded.insert(.narrowTrenchNotAllowed)
      } else if highLoad {
        excluded.insert(.narrowTrenchHighLoad)
      } else if situation.isCrossing {
        excluded.insert(.narrowTrenchCrossing)
      } else {
        best = (.narrowTrench, narrow)
      }
    }
    if !situation.isCrossing, let plough = rate(.plough), plough < best.rate {
      if !rules.ploughAllowed {
        excluded.insert(.ploughNotAllowed)
      } else if situation.isBuiltUp {
        excluded.insert(.ploughBuiltUp)
      } else {
        best = (.plough, plough)
      }
    }
    return (Laying(method: best.method, excluded: excluded), best.rate)
  }

  /// The price of a trench.
  ///
  /// - Parameters:
  ///   - lengthInMetres: the length.
  ///   - situation: the properties of the stretch.
  ///   - bored: the length of the part that is bored, and the number of bores.
  ///   - pieces: the price of additional pieces, in euro cents.
  /// - Returns: the method and the price.
  func trench(
    _ lengthInMetres: Double, _ situation: Situation, bored: (metres: Double, count: Int) = (0, 0),
    pieces: Int64 = 0
  ) -> (laying: Laying, cents: Int64) {
    let (laying, rate) = choose(situation)
    guard bored.metres > 0 || bored.count > 0 else {
      return (laying, Self.cents(lengthInMetres * rate) + pieces)
    }
    let boreRate =
      rules.catalogue.euroPerMetre(.bore, in: situation.surface)
      ?? rules.catalogue.trench.bore.values.map(\.euroPerMetre).max() ?? rate
    let metres = min(bored.metres, lengthInMetres)
    let euro = (lengthInMetres - metres) * rate + metres * boreRate
    let pits = Int64(bored.count) * rules.catalogue.pieces.borePits.cents
    return (Laying(method: .bore, excluded: []), Self.cents(euro) + pits + pieces)
  }

  /// The price of a drop: the trench in the garden, the house connection and the crossings of
  /// streets.
  func drop(_ lengthInMetres: Double, crossings: Int = 0) -> (laying: Laying, cents: Int64) {
    let catalogue = rules.catalogue
    return (
      Laying(method: .openTrench, excluded: []),
      Self.cents(lengthInMetres * catalogue.drop.euroPerMetre)
        + catalogue.pieces.houseConnection.cents
        + Int64(crossings) * catalogue.pieces.crossing.cents
    )
  }

  /// The price of pulling a cable into an existing conduit.
  func pullIn(_ lengthInMetres: Double) -> (laying: Laying, cents: Int64) {
    (
      Laying(method: .pullIn, excluded: []),
      Self.cents(lengthInMetres * rules.catalogue.pullIn.euroPerMetre)
    )
  }

  /// The price of using a trench or conduit that was surveyed under the project.
  func reuse(_ lengthInMetres: Double) -> (laying: Laying, cents: Int64) {
    (
      Laying(method: .pullIn, excluded: []),
      Self.cents(lengthInMetres * rules.catalogue.reuse.euroPerMetre)
    )
  }

  /// The price of a drop that exists already.
  var laidDrop: (laying: Laying, cents: Int64) {
    (Laying(method: .pullIn, excluded: []), 0)
  }

  static func cents(_ euro: Double) -> Int64 { Int64((euro * 100).rounded()) }
}
