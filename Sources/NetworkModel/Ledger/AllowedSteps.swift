/// One row of the tables of allowed steps.
///
/// An event is allowed if one of its rows contains both the subject's agreement and its works. The
/// event then changes the agreement or the works to the value in that row.
private struct AllowedStep<Agreement: Hashable & Sendable, Works: Hashable & Sendable>: Sendable {
  fileprivate let event: EventKind
  fileprivate let agreements: [Agreement]
  fileprivate let works: [Works]
  fileprivate var toAgreement: Agreement?
  fileprivate var toWorks: Works?
}

/// A status that consists of an agreement and of works, with the steps that the ledger allows.
///
/// The tables of the two types are the only definition of the steps. `docs/ledger.md` has the
/// diagrams.
private protocol SteppedStatus {
  associatedtype Agreement: Hashable & Sendable
  associatedtype Works: Hashable & Sendable
  typealias Step = AllowedStep<Agreement, Works>

  static var steps: [Step] { get }
  var agreement: Agreement { get set }
  var works: Works { get set }
}

extension SteppedStatus {
  fileprivate func after(_ event: EventKind) -> Self? {
    for step in Self.steps where step.event == event {
      guard step.agreements.contains(agreement), step.works.contains(works) else { continue }
      var next = self
      if let agreement = step.toAgreement { next.agreement = agreement }
      if let works = step.toWorks { next.works = works }
      return next
    }
    return nil
  }
}

extension BuildingStatus: SteppedStatus {
  fileprivate static let steps: [AllowedStep<Consent, Works>] = [
    // The owner of the building. A repeated request is a reminder.
    Step(
      event: .consentRequested, agreements: [.unknown, .requested, .refused, .withdrawn],
      works: Works.allCases, toAgreement: .requested),
    Step(
      event: .consentGiven, agreements: [.unknown, .requested, .refused, .withdrawn],
      works: Works.allCases, toAgreement: .given),
    Step(
      event: .consentRefused, agreements: [.unknown, .requested], works: Works.allCases,
      toAgreement: .refused),
    Step(
      event: .consentWithdrawn, agreements: [.given], works: Works.allCases,
      toAgreement: .withdrawn),

    // The building. Works in public ground need no consent; works beyond the parcel boundary need
    // the owner's consent. A survey may follow the duct in the street.
    Step(event: .surveyed, agreements: [.given], works: [.none], toWorks: .surveyed),
    Step(event: .surveyed, agreements: [.given], works: [.ductAtParcel], toWorks: .ductAtParcel),
    Step(
      event: .ductAtParcel, agreements: Consent.allCases, works: [.none, .surveyed],
      toWorks: .ductAtParcel),
    Step(
      event: .ductInBuilding, agreements: [.given], works: [.ductAtParcel],
      toWorks: .ductInBuilding),
    Step(
      event: .entryPointSet, agreements: [.given], works: [.ductInBuilding],
      toWorks: .entryPointSet),
    Step(event: .cableBlown, agreements: [.given], works: [.entryPointSet], toWorks: .cableBlown),
    Step(event: .spliced, agreements: [.given], works: [.cableBlown], toWorks: .spliced),
    Step(event: .measured, agreements: [.given], works: [.spliced], toWorks: .measured),
    Step(event: .connected, agreements: [.given], works: [.measured], toWorks: .connected),
  ]
}

extension DwellingStatus: SteppedStatus {
  fileprivate static let steps: [AllowedStep<Agreement, Works>] = [
    Step(
      event: .interest, agreements: [.unknown, .ended], works: Works.allCases,
      toAgreement: .interest),
    Step(
      event: .contract, agreements: [.unknown, .interest, .ended], works: Works.allCases,
      toAgreement: .contract),
    // In-house lines are often built for all dwellings of a building at once.
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
      event: .paused, agreements: [.activated], works: Works.allCases, toAgreement: .paused),
    Step(
      event: .ended, agreements: [.interest, .contract, .activated, .paused],
      works: Works.allCases, toAgreement: .ended),
  ]
}

extension ReportStatus {
  fileprivate func after(_ event: EventKind) -> ReportStatus? {
    switch (self, event) {
    case (.unknown, .errorReported): .errorReported
    case (.errorReported, .reportClosed): .reportClosed
    default: nil
    }
  }
}

extension ConnectionStatus {
  /// The status after an event; `nil` if the steps do not allow the event.
  ///
  /// It is also `nil` for a correction, whose result depends on the corrected event.
  public func after(_ event: EventKind) -> ConnectionStatus? {
    switch self {
    case .building(let status): status.after(event).map { .building($0) }
    case .dwelling(let status): status.after(event).map { .dwelling($0) }
    case .report(let status): status.after(event).map { .report($0) }
    }
  }

  /// The events that are allowed next, in the order of their list.
  public var nextEvents: [EventKind] { EventKind.allCases.filter { after($0) != nil } }

  /// Why an event is not allowed next.
  public enum Obstacle: Hashable, Sendable {
    /// It has been entered, and the status is still the one it led to.
    case entered
    /// No events lead to it.
    case passed
    /// These events must be entered before, in this order; there is no shorter list.
    case needs([EventKind])
  }

  /// Why an event that is not allowed next is not.
  ///
  /// The search for the events that lead to it is breadth first over at most 45 statuses.
  public func obstacle(to event: EventKind) -> Obstacle {
    if [agreementWord, worksWord].contains(event.rawValue) { return .entered }
    var seen: Set<ConnectionStatus> = [self]
    var paths: [(status: ConnectionStatus, events: [EventKind])] = [(self, [])]
    var next = 0
    while next < paths.count {
      let (status, events) = paths[next]
      next += 1
      if status.after(event) != nil { return .needs(events) }
      for step in status.nextEvents {
        guard let reached = status.after(step), seen.insert(reached).inserted else { continue }
        paths.append((reached, events + [step]))
      }
    }
    return .passed
  }
}
