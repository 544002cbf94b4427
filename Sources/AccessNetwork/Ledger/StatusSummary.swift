import GeoPackage

/// How many buildings and dwellings stand where, for the whole and by part of the town.
///
/// Every address and dwelling on file counts, those without an event as `unknown`.
public struct StatusSummary: Sendable {
  /// What the counts are parted by.
  public enum Grouping: String, Sendable, CaseIterable {
    case district, street, phase
  }

  /// The counts of one part.
  public struct Group: Sendable {
    /// The part's name; `nil` for the whole.
    public let name: String?
    /// How many buildings stand at each of ``ConnectionStatus/words``.
    public fileprivate(set) var buildings: [Int]
    /// How many dwellings stand at each of ``ConnectionStatus/words``.
    public fileprivate(set) var dwellings: [Int]
  }

  /// The whole first, then its parts by name.
  public let groups: [Group]
  /// How many buildings and dwellings have events, but are no longer on file: their addresses were
  /// replaced by others.
  public let notOnFile: Int
}

extension Project {
  /// Counts where buildings and dwellings stand.
  ///
  /// - Parameters:
  ///   - moment: when; `nil` for now.
  ///   - grouping: what the counts are parted by; `nil` for the whole alone.
  /// - Returns: the counts. Addresses outside every district or phase stand under `(none)`.
  /// - Throws: ``ProjectError`` where the file cannot be read.
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
      _ subject: String, of address: String, _ list: WritableKeyPath<StatusSummary.Group, [Int]>
    ) {
      let place = places[subject]
      if place != nil { met += 1 }
      let word = words[place ?? "unknown"] ?? 0
      for name in grouping == nil ? [nil] : [nil, names[address] ?? "(none)"] {
        let zeros = [Int](repeating: 0, count: words.count)
        groups[name, default: .init(name: name, buildings: zeros, dwellings: zeros)][
          keyPath: list][word] += 1
      }
    }
    try explaining {
      guard crs != nil else { return }
      var addresses = try connection.prepare("SELECT id FROM address ORDER BY id")
      while try addresses.step() {
        let id = addresses.text(0)
        count("building:\(id)", of: id, \.buildings)
      }
      var dwellings = try connection.prepare("SELECT address_id, label FROM dwelling")
      while try dwellings.step() {
        let id = dwellings.text(0)
        count("dwelling:\(id)#\(dwellings.text(1))", of: id, \.dwellings)
      }
    }
    return StatusSummary(
      groups: groups.values.sorted { ($0.name ?? "") < ($1.name ?? "") },
      notOnFile: places.count - met)
  }

  /// The word of every subject that has events, by its text.
  private func statusWords(at moment: LedgerMoment?) throws -> [String: String] {
    if let moment {
      return Dictionary(
        uniqueKeysWithValues: try standings(at: moment).map { ($0.subject.text, $0.status.word) })
    }
    guard hasLedger else { return [:] }
    return try explaining {
      var words: [String: String] = [:]
      var statement = try connection.prepare("SELECT subject, state FROM status_subject")
      while try statement.step() { words[statement.text(0)] = statement.text(1) }
      return words
    }
  }

  /// The name of each address's group.
  private func groupNames(_ grouping: StatusSummary.Grouping) throws -> [String: String] {
    let index = AreaIndex(grouping == .street ? [] : try areas(), kind: grouping.rawValue)
    var names: [String: String] = [:]
    for address in try addresses() {
      names[address.id] =
        switch grouping {
        case .street: address.street
        case .phase: index.name(at: address.location)
        case .district: index.name(at: address.location) ?? address.district
        }
    }
    return names
  }
}
