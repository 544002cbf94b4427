/// Finds the subject of an event at an address: the building or one of its dwellings.
package enum SubjectChoice {
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
  /// - Throws: ``ProjectError`` that lists the known dwellings.
  package static func subject(
    of event: EventKind, addressID: String, label: String, known: [String], admitsNew: Bool
  ) throws(ProjectError) -> (subject: StatusSubject, isNew: Bool) {
    if event.concerns != .dwelling && label.isEmpty {
      return (StatusSubject(addressID: addressID), false)
    }
    if label.isEmpty {
      if known.count == 1 {
        return (StatusSubject(addressID: addressID, dwelling: known[0]), false)
      }
      throw ProjectError(
        category: .usage,
        what: "\(event.rawValue) concerns a dwelling, and no dwelling is specified",
        fix: known.isEmpty
          ? "specify it as a new dwelling" : "specify one of \(list(known))")
    }
    // Most labels are spelled as they are stored, so exact equality is tested first.
    if let own = known.contains(label) ? label : known.first(where: { key($0) == key(label) }) {
      return (StatusSubject(addressID: addressID, dwelling: own), false)
    }
    guard admitsNew else {
      throw ProjectError(
        category: .usage, what: "there is no dwelling \(label)",
        fix: known.isEmpty
          ? "add it with --new-dwellings"
          : "known are \(list(known)); add others with --new-dwellings")
    }
    return (StatusSubject(addressID: addressID, dwelling: label), true)
  }

  private static func key(_ label: String) -> String {
    String(label.lowercased().filter { $0 != " " })
  }

  private static func list(_ labels: [String]) -> String {
    labels.prefix(8).joined(separator: ", ") + (labels.count > 8 ? " …" : "")
  }
}
