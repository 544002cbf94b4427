package import PublicProjection

/// All that the class of a building follows from.
///
/// It says nothing of people: the owner's consent, contracts and dwellings have no part in it, so they
/// cannot be read from a class. What was built in the ground counts only as far as it needs nobody's
/// consent, the duct in the street; what was built behind it counts as no more than that.
package struct Evidence: Hashable {
  /// Whether the network in the ground passes the building.
  package var isPassed: Bool
  /// Whether the plan reaches it; `nil` where no plan speaks of it.
  package var isServed: Bool?
  /// When its phase is built, as far as the phase's name says.
  package var period: Period?
  /// Whether any building of its phase is passed by what was built there.
  package var hasPhaseBegun: Bool

  package init(
    isPassed: Bool, isServed: Bool?, period: Period? = nil, hasPhaseBegun: Bool = false
  ) {
    self.isPassed = isPassed
    self.isServed = isServed
    self.period = period
    self.hasPhaseBegun = hasPhaseBegun
  }
}

extension Evidence {
  /// What is made public, given the name of the rule by which a building counts as passed.
  package func finding(passedRule: String) -> PublicAddress.Finding {
    typealias Finding = PublicAddress.Finding
    if isPassed {
      return Finding(availability: .available, period: nil, source: .network, rule: passedRule)
    }
    switch isServed {
    case true? where hasPhaseBegun:
      return Finding(
        availability: .underConstruction, period: period?.quarterText, source: .works,
        rule: "phase")
    case true?:
      return Finding(
        availability: .planned, period: period?.text, source: .plan,
        rule: period == nil ? "plan" : "phase")
    case false?:
      return Finding(availability: .notPlanned, period: nil, source: .plan, rule: "plan")
    case nil:
      return Finding(availability: .ask, period: nil, source: .none, rule: "none")
    }
  }
}

/// A year or a quarter of one.
package struct Period: Hashable {
  let year: Int
  let quarter: Int?

  /// Reads a period from the name of a phase: `2027`, `2027-Q1`, `Q1/2027`, `1. Quartal 2027`; `nil`
  /// where it names no year of this century.
  package init?(in name: String) {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard
      let year = words.lazy.compactMap({ $0.count == 4 ? Int($0) : nil })
        .first(where: { (2000...2099).contains($0) })
    else { return nil }
    self.year = year
    var quarter: Int?
    for (index, word) in words.enumerated() {
      if word.count == 2, word.first == "q", let value = word.last?.wholeNumberValue {
        quarter = value
      }
      if word == "quartal", index > 0, let value = Int(words[index - 1]) { quarter = value }
    }
    self.quarter = quarter.flatMap { (1...4).contains($0) ? $0 : nil }
  }

  /// The year, with its quarter where it is known.
  package var text: String { quarterText ?? "\(year)" }

  /// The quarter; `nil` where only the year is known.
  package var quarterText: String? { quarter.map { "\(year)-Q\($0)" } }
}
