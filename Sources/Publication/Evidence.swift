package import PublicProjection

/// The facts from which the availability class of a building is derived.
///
/// They contain no information about persons: consent of the owner, contracts and dwellings are not
/// considered, so that they cannot be inferred from the class. Existing works count only as far as
/// they require nobody's consent, which is the duct in the street; works beyond it count as no more
/// than that.
package struct Evidence: Hashable {
  /// Whether the existing network passes the building.
  package var isPassed: Bool
  /// Whether the plan serves the building; `nil` if the plan does not mention it.
  package var isServed: Bool?
  /// The period in which its phase is built, if the phase's name states one.
  package var period: Period?
  /// Whether the existing network passes any building of its phase.
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
  /// The public finding, given the name of the rule by which a building counts as passed.
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

/// A year, or a quarter of a year.
package struct Period: Hashable {
  let year: Int
  let quarter: Int?

  /// Reads a period from the name of a phase, such as `2027`, `2027-Q1`, `Q1/2027` or `1. Quartal
  /// 2027`; `nil` if the name contains no year of this century.
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

  /// The quarter if it is known, otherwise the year.
  package var text: String { quarterText ?? "\(year)" }

  /// The quarter; `nil` if only the year is known.
  package var quarterText: String? { quarter.map { "\(year)-Q\($0)" } }
}
