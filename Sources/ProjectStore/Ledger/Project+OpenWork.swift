public import NetworkModel

extension Project {
  /// Everything that waits, now or at a past moment, longest first.
  public func openWork(at moment: LedgerMoment? = nil) throws -> [OpenWork] {
    Self.openWork(in: try everyStanding(at: moment))
  }

  /// What waits at the building of an address and in its dwellings, longest first.
  public func openWork(ofAddress id: AddressID) throws -> [OpenWork] {
    Self.openWork(in: try standings(ofAddress: id))
  }

  private static func openWork(in standings: [Standing]) -> [OpenWork] {
    let connected = Set(
      standings.filter { $0.status.building?.works == .connected }
        .map(\.addressID))
    let work = standings.compactMap { standing in
      standing.status.openWork(
        buildingIsConnected: connected.contains(standing.addressID)
      ).map { OpenWork(standing: standing, party: $0.0, awaited: $0.1) }
    }
    return work.sorted {
      ($0.standing.since, $0.standing.subject.text) < ($1.standing.since, $1.standing.subject.text)
    }
  }
}
