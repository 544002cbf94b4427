import Foundation
import NetworkModel
import TestSupport
import Testing

/// Tests of the table of allowed steps.
struct AllowedStepsTests {
  /// Every status that a kind of subject can reach.
  private static func reachable(_ kind: StatusSubject.Kind) -> Set<ConnectionStatus> {
    var reached: Set<ConnectionStatus> = [.unknown(kind)]
    var open = [ConnectionStatus.unknown(kind)]
    while let status = open.popLast() {
      for event in status.nextEvents {
        guard let next = status.after(event), reached.insert(next).inserted else { continue }
        open.append(next)
      }
    }
    return reached
  }

  @Test func `the diagrams in the documentation match the table`() throws {
    var allowed: Set<String> = []
    for kind in StatusSubject.Kind.allCases {
      for status in Self.reachable(kind) {
        for event in status.nextEvents {
          guard let next = status.after(event) else { continue }
          let isAgreement = status.replacing(agreement: event.rawValue) != nil
          let (from, to) =
            isAgreement
            ? (status.agreementWord, next.agreementWord) : (status.worksWord, next.worksWord)
          allowed.insert("\(from) --> \(to)" + (to == event.rawValue ? "" : ": \(event.rawValue)"))
        }
      }
    }
    let docs = try String(
      contentsOf: Shared.packageRoot.appendingPathComponent("docs/ledger.md"), encoding: .utf8)
    let drawn = docs.split(separator: "\n").filter { $0.contains(" --> ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(Set(drawn) == allowed)
    #expect(drawn.count == Set(drawn).count)
  }

  @Test
  func `the usual sequence of events leads to service, and each status is named after its event`() {
    let building: [EventKind] = [
      .consentRequested, .consentGiven, .surveyed, .ductAtParcel, .ductInBuilding, .entryPointSet,
      .cableBlown, .spliced, .measured, .connected,
    ]
    let dwelling: [EventKind] = [
      .interest, .contract, .inHouseLine, .outletSet, .activated, .paused, .activated, .ended,
    ]
    var wrong: [EventKind] = []
    for (kind, way) in [(StatusSubject.Kind.building, building), (.dwelling, dwelling)] {
      var status = ConnectionStatus.unknown(kind)
      for event in way {
        guard let next = status.after(event) else {
          wrong.append(event)
          break
        }
        if next.word != event.rawValue { wrong.append(event) }
        status = next
      }
    }
    #expect(wrong.isEmpty, "\(wrong)")
  }

  @Test func `a subject accepts only the events and the words of its kind`() {
    for kind in StatusSubject.Kind.allCases {
      for status in Self.reachable(kind) {
        #expect(status.kind == kind)
        #expect(status.nextEvents.allSatisfy { $0.concerns == kind })
      }
    }
    let dwelling = ConnectionStatus.unknown(.dwelling)
    #expect(dwelling.after(.consentGiven) == nil)
    #expect(dwelling.replacing(agreement: "consent_given") == nil)
    #expect(dwelling.replacing(works: "connected") == nil)
    #expect(ConnectionStatus.unknown(.building).replacing(agreement: "contract") == nil)
    #expect(ConnectionStatus.unknown(.report).replacing(works: "surveyed") == nil)
  }

  @Test func `exactly the listed words can be reached`() {
    let words = StatusSubject.Kind.allCases.flatMap { Self.reachable($0).map(\.word) }
    #expect(Set(words) == Set(ConnectionStatus.words))
  }
}
