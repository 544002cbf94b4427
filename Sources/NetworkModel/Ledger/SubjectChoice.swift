/// Finds the subject of an event at an address: the building or one of its dwellings.
public enum SubjectChoice {
  /// Why a label identifies no subject.
  public enum Fault: Error, Hashable, Sendable {
    /// The event concerns a dwelling, the label is empty, and the address has not exactly one
    /// dwelling.
    case needsDwelling(EventKind, known: [String])
    /// The address has no dwelling with the label.
    case unknownDwelling(String, known: [String])
  }

  /// The subject that is identified by an event and a label.
  ///
  /// - Parameters:
  ///   - event: the event.
  ///   - addressID: the id of the address.
  ///   - label: the dwelling's label as the user wrote it; case and blanks are ignored. It may be
  ///     empty for a building, and for the only dwelling of an address.
  ///   - known: the labels of the stored dwellings.
  ///   - admitsNew: whether an unknown label creates a new dwelling.
  /// - Returns: the subject, and whether its dwelling is new and must be stored.
  /// - Throws: ``Fault`` with the labels of the stored dwellings.
  package static func subject(
    of event: EventKind, addressID: AddressID, label: String, known: [String], admitsNew: Bool
  ) throws(Fault) -> (subject: StatusSubject, isNew: Bool) {
    if event.concerns != .dwelling && label.isEmpty {
      return (StatusSubject(addressID: addressID), false)
    }
    if label.isEmpty {
      if known.count == 1 {
        return (StatusSubject(addressID: addressID, dwelling: known[0]), false)
      }
      throw .needsDwelling(event, known: known)
    }
    // Most labels are spelled as they are stored, so exact equality is tested first.
    if let own = known.contains(label) ? label : known.first(where: { key($0) == key(label) }) {
      return (StatusSubject(addressID: addressID, dwelling: own), false)
    }
    guard admitsNew else { throw .unknownDwelling(label, known: known) }
    return (StatusSubject(addressID: addressID, dwelling: label), true)
  }

  private static func key(_ label: String) -> String {
    String(label.lowercased().filter { $0 != " " })
  }

  /// The first labels of a list, for a message.
  package static func list(_ labels: [String]) -> String {
    labels.prefix(8).joined(separator: ", ") + (labels.count > 8 ? " …" : "")
  }
}
