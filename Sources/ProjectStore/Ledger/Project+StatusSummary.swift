import GeoPackage
public import NetworkModel

extension Project {
  /// Counts where buildings and dwellings stand.
  ///
  /// - Parameters:
  ///   - moment: when; `nil` for now.
  ///   - grouping: what the counts are parted by; `nil` for the whole alone.
  /// - Returns: the counts. Addresses outside every district, phase or cabinet's area stand under
  ///   `(none)`.
  /// - Throws: ``ProjectStoreError`` where the file cannot be read.
  /// - Complexity: O(subjects) for now, O(events) for another moment.
  public func statusSummary(at moment: LedgerMoment? = nil, by grouping: StatusSummary.Grouping?)
    throws -> StatusSummary
  {
    let words = Dictionary(
      uniqueKeysWithValues: zip(ConnectionStatus.words, ConnectionStatus.words.indices))
    let places = try statusWords(at: moment)
    let names = try grouping.map { try groupNames($0) } ?? [:]
    var groups: [String?: StatusSummary.Group] = [:]
    var met = 0
    func count(
      _ id: AddressID, _ dwelling: String?, _ list: WritableKeyPath<StatusSummary.Group, [Int]>
    ) {
      let word = places[StatusSubject(addressID: id, dwelling: dwelling)]
      if word != nil { met += 1 }
      let column = words[word ?? "unknown"] ?? 0
      for name in grouping == nil ? [nil] : [nil, names[id] ?? "(none)"] {
        let zeros = [Int](repeating: 0, count: words.count)
        groups[name, default: .init(name: name, buildings: zeros, dwellings: zeros)][
          keyPath: list][column] += 1
      }
    }
    try explaining {
      guard crs != nil else { return }
      var addresses = try connection.prepare("SELECT id FROM address ORDER BY id")
      while try addresses.step() {
        count(AddressID(addresses.text(0)), nil, \.buildings)
      }
      var dwellings = try connection.prepare("SELECT address_id, label FROM dwelling")
      while try dwellings.step() {
        count(AddressID(dwellings.text(0)), dwellings.text(1), \.dwellings)
      }
    }
    return StatusSummary(
      groups: groups.values.sorted { ($0.name ?? "") < ($1.name ?? "") },
      notOnFile: places.count - met)
  }

  /// The word of every building and dwelling that has events, by its place on file.
  private func statusWords(at moment: LedgerMoment?) throws -> [StatusSubject: String] {
    var words: [StatusSubject: String] = [:]
    if let moment {
      for standing in try standings(at: moment).sorted(by: { $0.lastEvent < $1.lastEvent }) {
        guard let id = standing.addressID else { continue }
        let place = StatusSubject(
          addressID: id, dwelling: standing.subject.dwelling)
        words[place] = standing.status.word
      }
      return words
    }
    guard crs != nil else { return [:] }
    return try explaining {
      var statement = try connection.prepare(
        """
        SELECT address_id, dwelling, state FROM status_subject WHERE report IS NULL
        ORDER BY last_event
        """)
      while try statement.step() {
        let place = StatusSubject(
          addressID: AddressID(statement.text(0)), dwelling: statement.optionalText(1))
        words[place] = statement.text(2)
      }
      return words
    }
  }

  /// The name of each address's group.
  private func groupNames(_ grouping: StatusSummary.Grouping) throws -> [AddressID: String] {
    let index = AreaIndex(
      grouping == .street ? [] : try areas(), kind: AreaKind(rawValue: grouping.rawValue))
    var names: [AddressID: String] = [:]
    for address in try addresses() {
      names[address.id] =
        switch grouping {
        case .street: address.street
        case .phase, .cabinet: index.name(at: address.location)
        case .district: index.name(at: address.location) ?? address.district
        }
    }
    return names
  }
}
