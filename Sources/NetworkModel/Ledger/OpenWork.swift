/// What a subject waits for, and who is to do it: everything between the first word and the last.
public struct OpenWork: Hashable, Sendable {
  /// Who is to act next.
  public enum Party: String, Hashable, Sendable, CaseIterable {
    case owner, office, survey, civil, installation, fibre, household
  }

  /// Where the subject stands.
  public let standing: Standing
  /// Who is to act next.
  public let party: Party
  /// The event that is waited for.
  public let awaited: EventKind

  /// Describes one open step.
  package init(standing: Standing, party: Party, awaited: EventKind) {
    self.standing = standing
    self.party = party
    self.awaited = awaited
  }
}

extension ConnectionStatus {
  /// Who is to act next, and what is waited for; `nil` where nothing is open.
  ///
  /// A dwelling waits for its building to be connected.
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
