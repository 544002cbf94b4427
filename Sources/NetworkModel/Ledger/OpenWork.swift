/// The next step of a subject that has started and is not finished, and the party responsible for
/// it.
public struct OpenWork: Hashable, Sendable {
  /// The party responsible for the next step.
  public enum Party: String, Hashable, Sendable, CaseIterable {
    case owner, office, survey, civil, installation, fibre, household
  }

  /// The state of the subject.
  public let standing: Standing
  /// The party responsible for the next step.
  public let party: Party
  /// The event that completes the step.
  public let awaited: EventKind

  /// Creates one open step.
  package init(standing: Standing, party: Party, awaited: EventKind) {
    self.standing = standing
    self.party = party
    self.awaited = awaited
  }
}

extension ConnectionStatus {
  /// The party responsible for the next step and the event that completes it; `nil` if no step is
  /// open.
  ///
  /// A dwelling can only be activated after its building is connected.
  package func openWork(buildingIsConnected: Bool) -> (OpenWork.Party, EventKind)? {
    switch self {
    case .building(let status): status.openWork
    case .dwelling(let status): status.openWork(buildingIsConnected: buildingIsConnected)
    case .report(let status): status == .errorReported ? (.office, .reportClosed) : nil
    }
  }
}

extension BuildingStatus {
  fileprivate var openWork: (OpenWork.Party, EventKind)? {
    switch (agreement, works) {
    case (_, .connected): nil
    case (.requested, _): (.owner, .consentGiven)
    case (.unknown, .ductAtParcel): (.office, .consentRequested)
    case (.given, .none): (.survey, .surveyed)
    case (.given, .surveyed): (.civil, .ductAtParcel)
    case (.given, .ductAtParcel): (.civil, .ductInBuilding)
    case (.given, .ductInBuilding): (.installation, .entryPointSet)
    case (.given, .entryPointSet): (.fibre, .cableBlown)
    case (.given, .cableBlown): (.fibre, .spliced)
    case (.given, .spliced): (.fibre, .measured)
    case (.given, .measured): (.office, .connected)
    default: nil
    }
  }
}

extension DwellingStatus {
  fileprivate func openWork(buildingIsConnected: Bool) -> (OpenWork.Party, EventKind)? {
    switch (agreement, works) {
    case (.interest, _): (.office, .contract)
    case (.contract, .none): (.installation, .inHouseLine)
    case (.contract, .inHouseLine): (.installation, .outletSet)
    case (.contract, .outletSet): buildingIsConnected ? (.office, .activated) : (.fibre, .connected)
    case (.paused, _): (.household, .activated)
    default: nil
    }
  }
}
