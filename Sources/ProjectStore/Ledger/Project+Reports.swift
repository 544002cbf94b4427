public import NetworkModel
import GeoPackage

extension Project {
  private static let isReport: SQL = "subject >= 'report:' AND subject < 'report;'"

  /// Every report, in the order of the ledger.
  ///
  /// - Throws: ``ProjectStoreError`` where the file cannot be read.
  /// - Complexity: O(reports · log events).
  public func reports() throws -> [CitizenReport] {
    try reading {
      var addresses: [StatusSubject: AddressID] = [:]
      for standing in try standings(where: "report IS NOT NULL") {
        addresses[standing.subject] = standing.addressID
      }
      var reports: [CitizenReport] = []
      var places: [StatusSubject: Int] = [:]
      var rows = try RecordReader(connection, LedgerRow.table, where: Self.isReport)
      while let row = try rows.next() {
        guard let event = row.event, let id = event.subject.report else { continue }
        switch event.kind {
        case .errorReported:
          places[event.subject] = reports.count
          reports.append(
            CitizenReport(
              subject: event.subject, id: id, addressID: addresses[event.subject],
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
      for datum in try personalRows(Self.isReport) {
        if let place = places[datum.subject] { reports[place].personal[datum.kind] = datum.value }
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
}
