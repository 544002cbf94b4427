public import AddressSearch
public import NetworkModel

extension Project {
  /// Where the building of an address and its dwellings stand, now or stood at a past moment.
  public func status(of address: AddressEntry, at moment: LedgerMoment? = nil) throws
    -> AddressStatus
  {
    let standings =
      try moment.map { try self.standings(at: $0).filter { $0.addressID == address.addressID } }
      ?? self.standings(ofAddress: address.addressID)
    let labels = Set(
      try dwellings(ofAddress: address.addressID) + standings.compactMap(\.subject.dwelling))
    return AddressStatus(
      address: address, building: standings.first { $0.subject.dwelling == nil },
      dwellings: labels.sorted().map { label in
        (label, standings.first { $0.subject.dwelling == label })
      })
  }

  /// What an event at an address is about.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - addressID: where.
  ///   - label: the dwelling as somebody wrote it; empty for the building, or where a correction
  ///     names its event alone.
  ///   - takesBack: the event that a correction names.
  ///   - admitsNew: whether a label that is not on file names a new dwelling, which is put there.
  /// - Returns: the subject.
  /// - Throws: `SubjectChoice.Fault` with the known dwellings.
  package func subject(
    of event: EventKind, addressID: AddressID, label: String, takesBack: Int64?,
    admitsNew: Bool = false
  ) throws -> StatusSubject {
    let (subject, isNew) = try SubjectChoice.subject(
      of: event, addressID: addressID, label: label,
      known: try dwellings(ofAddress: addressID), admitsNew: admitsNew)
    if isNew { try addDwelling(label, toAddress: addressID) }
    guard let takesBack, label.isEmpty else { return subject }
    let target = try history(ofAddress: addressID).first { $0.sequence == takesBack }
    return StatusSubject(
      addressID: addressID, dwelling: (target?.subject ?? subject).dwelling)
  }
}
