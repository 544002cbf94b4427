public import NetworkModel
import GeoPackage

extension Project {
  private static let isReport = "subject >= 'report:' AND subject < 'report;'"

  /// Every report, in the order of the ledger.
  ///
  /// - Throws: ``ProjectError`` where the file cannot be read.
  /// - Complexity: O(reports · log events).
  public func reports() throws -> [CitizenReport] {
    guard hasLedger else { return [] }
    return try explaining {
      var addresses: [StatusSubject: String] = [:]
      for standing in try standings(where: "report IS NOT NULL") {
        addresses[standing.subject] = standing.addressID
      }
      var reports: [CitizenReport] = []
      var places: [StatusSubject: Int] = [:]
      var rows = try LedgerRows(connection, where: Self.isReport)
      while try rows.next() {
        guard let event = rows.event, let id = event.subject.report else { continue }
        switch event.kind {
        case .errorReported:
          places[event.subject] = reports.count
          let address = addresses[event.subject] ?? ""
          reports.append(
            CitizenReport(
              subject: event.subject, id: id, addressID: address.isEmpty ? nil : address,
              kind: event.proof, received: event.time))
        case .reportClosed:
          guard let place = places[event.subject] else { continue }
          reports[place].closing = .init(
            sequence: event.sequence, time: event.time, actor: event.actor, result: event.proof)
        default:
          guard let place = places[event.subject],
            reports[place].closing?.sequence == event.corrects
          else { continue }
          reports[place].closing = nil
        }
      }
      var personal = try connection.prepare(
        "SELECT subject, kind, value FROM status_person WHERE \(Self.isReport)")
      while try personal.step() {
        guard let subject = StatusSubject(text: personal.text(0)[...]),
          let kind = PersonalDatum(rawValue: personal.text(1)), let place = places[subject]
        else { continue }
        reports[place].personal[kind] = personal.text(2)
      }
      return reports
    }
  }

  /// The names of all reports.
  package func reportIDs() throws -> Set<String> {
    try explaining {
      var names: Set<String> = []
      var statement = try connection.prepare(
        "SELECT report FROM status_subject WHERE report IS NOT NULL")
      while try statement.step() { names.insert(statement.text(0)) }
      return names
    }
  }

  /// Erases what was written in a report and how its sender can be reached.
  ///
  /// Its bytes in the file are overwritten; the events stay.
  ///
  /// - Returns: how many entries were erased.
  public func erasePersonalData(ofReport id: String) throws -> Int {
    try erasePersonalData(
      where: "subject IN (SELECT subject FROM status_subject WHERE report = \(Self.quoted(id)))")
  }
}
