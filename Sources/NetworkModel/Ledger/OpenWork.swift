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
  package func openWork(of kind: StatusSubject.Kind, buildingIsConnected: Bool)
    -> (OpenWork.Party, EventKind)?
  {
    if kind == .report { return agreement == .errorReported ? (.office, .reportClosed) : nil }
    if kind == .dwelling {
      return switch (agreement, works) {
      case (.interest, _): (.office, .contract)
      case (.contract, .none): (.installation, .inHouseLine)
      case (.contract, .inHouseLine): (.installation, .outletSet)
      case (.contract, .outletSet):
        buildingIsConnected ? (.office, .activated) : (.fibre, .connected)
      case (.paused, _): (.household, .activated)
      default: nil
      }
    }
    return switch (agreement, works) {
    case (_, .connected): nil
    case (.consentRequested, _): (.owner, .consentGiven)
    case (.unknown, .ductAtParcel): (.office, .consentRequested)
    case (.consentGiven, .none): (.survey, .surveyed)
    case (.consentGiven, .surveyed): (.civil, .ductAtParcel)
    case (.consentGiven, .ductAtParcel): (.civil, .ductInBuilding)
    case (.consentGiven, .ductInBuilding): (.installation, .entryPointSet)
    case (.consentGiven, .entryPointSet): (.fibre, .cableBlown)
    case (.consentGiven, .cableBlown): (.fibre, .spliced)
    case (.consentGiven, .spliced): (.fibre, .measured)
    case (.consentGiven, .measured): (.office, .connected)
    default: nil
    }
  }
}
