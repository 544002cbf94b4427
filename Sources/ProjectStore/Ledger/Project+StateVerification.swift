import GeoPackage
import NetworkModel

extension Project {
  /// A row of `status_subject` as it is stored, valid or not.
  private struct StoredState: Equatable {
    var address: String
    /// The columns that follow from the events, as texts.
    var values: [String?]

    /// The columns, in their order.
    static let names = [
      "dwelling", "state", "agreement", "works", "since", "last_time", "last_event", "events",
      "report",
    ]
  }

  /// Compares every column of the stored states, and the dwellings, with what the events lead to.
  func checkStates(_ replayed: [Standing]) throws -> [LedgerVerification.Finding] {
    var findings: [LedgerVerification.Finding] = []
    func find(_ subject: String, _ fault: LedgerVerification.StateFault) {
      if findings.count < 100 {
        findings.append(.init(sequence: nil, .state(of: subject, fault)))
      }
    }
    var stored = try storedStates { find($0, .twice) }
    let addresses = try currentAddresses()
    var words: [StatusSubject: (event: Int64, word: String)] = [:]
    for standing in replayed {
      let subject = standing.subject.text
      let address = standing.addressID.map { addresses.id(of: $0.rawValue) }
      if let own = stored.removeValue(forKey: subject) {
        let differing = zip(StoredState.names, zip(own.values, standing.storedValues))
          .filter { $1.0 != $1.1 }.map(\.0)
        if !differing.isEmpty { find(subject, .otherValues(columns: differing)) }
        if own.address != address ?? "" { find(subject, .otherAddress) }
      } else {
        find(subject, .noState)
      }
      guard let address, standing.subject.kind != .report else { continue }
      let place = StatusSubject(
        addressID: AddressID(address), dwelling: standing.subject.dwelling)
      if standing.lastEvent > words[place]?.event ?? 0 {
        words[place] = (standing.lastEvent, standing.status.word)
      }
    }
    for subject in stored.keys.sorted() { find(subject, .noEvent) }
    try checkDwellings(words.mapValues(\.word), addresses, find)
    return findings
  }

  private func storedStates(_ findTwice: (String) -> Void) throws -> [String: StoredState] {
    var statement = try connection.prepare(
      """
      SELECT subject, address_id, dwelling, state, agreement, works, since, last_time, last_event,
        events, report FROM status_subject ORDER BY fid
      """)
    var stored: [String: StoredState] = [:]
    while try statement.step() {
      let values = (2...10).map { statement.optionalText($0) }
      let old = stored.updateValue(
        StoredState(address: statement.text(1), values: values), forKey: statement.text(0))
      if old != nil { findTwice(statement.text(0)) }
    }
    return stored
  }

  /// Each dwelling has the state of its events, and a dwelling with events is stored as long as its
  /// address is.
  private func checkDwellings(
    _ words: [StatusSubject: String], _ addresses: CurrentAddresses,
    _ find: (String, LedgerVerification.StateFault) -> Void
  ) throws {
    var rest = words
    var statement = try connection.prepare(
      "SELECT address_id, label, state FROM dwelling ORDER BY address_id, label")
    while try statement.step() {
      let subject = StatusSubject(
        addressID: AddressID(statement.text(0)), dwelling: statement.text(1))
      if statement.text(2) != rest.removeValue(forKey: subject) ?? DwellingStatus().word {
        find(subject.text, .otherDwellingState)
      }
    }
    let missing = rest.keys.filter {
      $0.kind == .dwelling && $0.addressID.map { addresses.ids.contains($0.rawValue) } ?? false
    }
    for subject in missing.sorted(by: { $0.text < $1.text }) {
      find(subject.text, .noDwelling)
    }
  }

  /// The addresses on file, and those that were merged into them.
  private struct CurrentAddresses {
    var ids: Set<String> = []
    var merged: [String: String] = [:]

    /// The present id of an address.
    func id(of address: String) -> String {
      ids.contains(address) ? address : merged[address] ?? address
    }
  }

  private func currentAddresses() throws -> CurrentAddresses {
    var addresses = CurrentAddresses()
    var statement = try connection.prepare("SELECT id FROM address")
    while try statement.step() { addresses.ids.insert(statement.text(0)) }
    statement = try connection.prepare(
      "SELECT merged_id, min(address_id) FROM merged_address GROUP BY merged_id")
    while try statement.step() { addresses.merged[statement.text(0)] = statement.text(1) }
    return addresses
  }
}

extension Standing {
  /// What the columns of `status_subject` have besides the subject and the address.
  fileprivate var storedValues: [String?] {
    [
      subject.dwelling, status.word, status.agreementWord, status.worksWord,
      since.description, lastTime.description, String(lastEvent), String(events), subject.report,
    ]
  }
}
