/// Decides what an event at an address is about: the building, or which of its dwellings.
package enum SubjectChoice {
  /// The subject that an event and a label mean.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - addressID: where.
  ///   - label: the dwelling as somebody wrote it, in any case and with any blanks; may be empty
  ///     for a building, and where there is but one dwelling.
  ///   - known: the labels of the dwellings on file.
  ///   - admitsNew: whether a label that is not on file names a new dwelling.
  /// - Returns: the subject, and whether its dwelling must be put on file.
  /// - Throws: ``ProjectError`` naming the dwellings there are.
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
        category: .usage, what: "\(event.rawValue) happens to a dwelling, and none is named",
        mend: known.isEmpty
          ? "name it, and let it be put on file as new" : "name one of \(list(known))")
    }
    // Most labels are written as they are on file.
    if let own = known.contains(label) ? label : known.first(where: { key($0) == key(label) }) {
      return (StatusSubject(addressID: addressID, dwelling: own), false)
    }
    guard admitsNew else {
      throw ProjectError(
        category: .usage, what: "there is no dwelling \(label)",
        mend: known.isEmpty
          ? "put it on file with --new-dwellings"
          : "known are \(list(known)); put others on file with --new-dwellings")
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
