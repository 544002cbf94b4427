import Publication
import PublicProjection
import Testing

/// The derivation of public data from the facts about a building.
struct EvidenceTests {
  private func finding(
    passed: Bool = false, served: Bool? = nil, phase: String? = nil, begun: Bool = false
  ) -> PublicAddress.Finding {
    Evidence(
      isPassed: passed, isServed: served, period: phase.flatMap { Period(in: $0) },
      hasPhaseBegun: begun
    ).finding(passedRule: "bnetza")
  }

  @Test func `a passed building is available, regardless of plans`() {
    for served in [true, false, nil] {
      for begun in [true, false] {
        let finding = finding(passed: true, served: served, phase: "2027-Q1", begun: begun)
        #expect(finding.availability == .available && finding.period == nil)
        #expect(finding.source == .network && finding.rule == "bnetza")
      }
    }
  }

  @Test func `a planned building is under construction once its phase has started`() {
    #expect(finding(served: true, phase: "2027-Q1", begun: true).availability == .underConstruction)
    #expect(finding(served: true, phase: "2027-Q1", begun: true).period == "2027-Q1")
    #expect(finding(served: true, phase: "Bau 2027", begun: true).period == nil)
    #expect(finding(served: true, phase: "Bau 2027").availability == .planned)
    #expect(finding(served: true, phase: "Bau 2027").period == "2027")
    #expect(finding(served: true).availability == .planned)
  }

  @Test
  func
    `a building excluded by the plan is not planned, one that no plan mentions is to be asked about`()
  {
    #expect(finding(served: false, phase: "2027", begun: true).availability == .notPlanned)
    #expect(finding(phase: "2027", begun: true).availability == .ask)
  }

  @Test(arguments: [
    ("2027-Q1", "2027-Q1"), ("Q3/2026", "2026-Q3"), ("Bauabschnitt 4, 2. Quartal 2028", "2028-Q2"),
    ("Phase 2029", "2029"), ("Phase 3", nil), ("Q5 2027", "2027"), ("1999", nil), ("", nil),
  ])
  func `the name of a phase contains its year or quarter`(name: String, period: String?) {
    #expect(Period(in: name)?.text == period)
  }
}
