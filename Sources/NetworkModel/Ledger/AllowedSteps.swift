/// The steps that the ledger allows.
///
/// This table is their only definition.
///
/// `docs/ledger.md` has the diagrams. An event is allowed if one of its rows contains both the
/// subject's agreement and its works. The event then changes the agreement or the works to the
/// value in that row.
package enum AllowedSteps {
  /// One row of the table.
  package struct Step {
    package let event: EventKind
    package let agreements: [ConnectionStatus.Agreement]
    package let works: [ConnectionStatus.Works]
    package var toAgreement: ConnectionStatus.Agreement?
    package var toWorks: ConnectionStatus.Works?
  }

  private typealias Works = ConnectionStatus.Works

  private static let anyBuildingWorks: [Works] = [
    .none, .surveyed, .ductAtParcel, .ductInBuilding, .entryPointSet, .cableBlown, .spliced,
    .measured, .connected,
  ]
  private static let anyDwellingWorks: [Works] = [.none, .inHouseLine, .outletSet]

  package static let table: [Step] = [
    // The owner of the building. A repeated request is a reminder.
    Step(
      event: .consentRequested,
      agreements: [.unknown, .consentRequested, .consentRefused, .consentWithdrawn],
      works: anyBuildingWorks, toAgreement: .consentRequested),
    Step(
      event: .consentGiven,
      agreements: [.unknown, .consentRequested, .consentRefused, .consentWithdrawn],
      works: anyBuildingWorks, toAgreement: .consentGiven),
    Step(
      event: .consentRefused, agreements: [.unknown, .consentRequested], works: anyBuildingWorks,
      toAgreement: .consentRefused),
    Step(
      event: .consentWithdrawn, agreements: [.consentGiven], works: anyBuildingWorks,
      toAgreement: .consentWithdrawn),

    // The building. Works in public ground need no consent; works beyond the parcel boundary need
    // the owner's consent. A survey may follow the duct in the street.
    Step(event: .surveyed, agreements: [.consentGiven], works: [.none], toWorks: .surveyed),
    Step(
      event: .surveyed, agreements: [.consentGiven], works: [.ductAtParcel],
      toWorks: .ductAtParcel),
    Step(
      event: .ductAtParcel,
      agreements: [
        .unknown, .consentRequested, .consentGiven, .consentRefused, .consentWithdrawn,
      ], works: [.none, .surveyed], toWorks: .ductAtParcel),
    Step(
      event: .ductInBuilding, agreements: [.consentGiven], works: [.ductAtParcel],
      toWorks: .ductInBuilding),
    Step(
      event: .entryPointSet, agreements: [.consentGiven], works: [.ductInBuilding],
      toWorks: .entryPointSet),
    Step(
      event: .cableBlown, agreements: [.consentGiven], works: [.entryPointSet],
      toWorks: .cableBlown),
    Step(event: .spliced, agreements: [.consentGiven], works: [.cableBlown], toWorks: .spliced),
    Step(event: .measured, agreements: [.consentGiven], works: [.spliced], toWorks: .measured),
    Step(event: .connected, agreements: [.consentGiven], works: [.measured], toWorks: .connected),

    // The household. In-house lines are often built for all dwellings of a building at once.
    Step(
      event: .interest, agreements: [.unknown, .ended], works: anyDwellingWorks,
      toAgreement: .interest),
    Step(
      event: .contract, agreements: [.unknown, .interest, .ended], works: anyDwellingWorks,
      toAgreement: .contract),
    Step(
      event: .inHouseLine, agreements: [.unknown, .interest, .contract, .ended], works: [.none],
      toWorks: .inHouseLine),
    Step(
      event: .outletSet, agreements: [.unknown, .interest, .contract, .ended],
      works: [.inHouseLine], toWorks: .outletSet),
    Step(
      event: .activated, agreements: [.contract, .paused], works: [.outletSet],
      toAgreement: .activated),
    Step(
      event: .paused, agreements: [.activated], works: anyDwellingWorks, toAgreement: .paused),
    Step(
      event: .ended, agreements: [.interest, .contract, .activated, .paused],
      works: anyDwellingWorks, toAgreement: .ended),

    // The report of a citizen.
    Step(
      event: .errorReported, agreements: [.unknown], works: [.none], toAgreement: .errorReported),
    Step(
      event: .reportClosed, agreements: [.errorReported], works: [.none],
      toAgreement: .reportClosed),
  ]
}

extension ConnectionStatus {
  /// The status after an event; `nil` if the table does not allow the event.
  ///
  /// It is also `nil` for a correction, whose result depends on the corrected event.
  public func after(_ event: EventKind) -> ConnectionStatus? {
    for step in AllowedSteps.table where step.event == event {
      guard step.agreements.contains(agreement), step.works.contains(works) else { continue }
      return ConnectionStatus(
        agreement: step.toAgreement ?? agreement, works: step.toWorks ?? works)
    }
    return nil
  }

  /// The status after a sequence of events; `nil` if the table does not allow one of them.
  package static func after(_ events: some Sequence<EventKind>) -> ConnectionStatus? {
    var status = ConnectionStatus.unknown
    for event in events {
      guard let next = status.after(event) else { return nil }
      status = next
    }
    return status
  }

  /// The events that are allowed next, in the order of the table.
  public func nextEvents(for kind: StatusSubject.Kind) -> [EventKind] {
    EventKind.allCases.filter { $0.concerns == kind && after($0) != nil }
  }
}
