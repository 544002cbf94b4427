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
}

extension ConnectionStatus {
  /// Who is to act next, and what is waited for; `nil` where nothing is open.
  ///
  /// A dwelling waits for its building to be connected.
  func openWork(of kind: StatusSubject.Kind, buildingIsConnected: Bool)
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

extension Project {
  /// Everything that waits, now or at a past moment, longest first.
  public func openWork(at moment: LedgerMoment? = nil) throws -> [OpenWork] {
    Self.openWork(in: try everyStanding(at: moment))
  }

  /// What waits at the building of an address and in its dwellings, longest first.
  public func openWork(ofAddress id: String) throws -> [OpenWork] {
    Self.openWork(in: try standings(ofAddress: id))
  }

  private static func openWork(in standings: [Standing]) -> [OpenWork] {
    let connected = Set(
      standings.filter { $0.subject.kind == .building && $0.status.works == .connected }
        .map(\.addressID))
    let work = standings.compactMap { standing in
      standing.status.openWork(
        of: standing.subject.kind,
        buildingIsConnected: connected.contains(standing.addressID)
      ).map { OpenWork(standing: standing, party: $0.0, awaited: $0.1) }
    }
    return work.sorted {
      ($0.standing.since, $0.standing.subject.text) < ($1.standing.since, $1.standing.subject.text)
    }
  }
}
