/// How many buildings and dwellings stand where, for the whole and by part of the town.
///
/// Every address and dwelling on file counts, those without an event as `unknown`.
public struct StatusSummary: Sendable {
  /// What the counts are parted by.
  public enum Grouping: String, Sendable, CaseIterable {
    case district, street, phase
    /// The areas that cabinets serve.
    case cabinet
  }

  /// The counts of one part.
  public struct Group: Sendable {
    /// The part's name; `nil` for the whole.
    public let name: String?
    /// How many buildings stand at each of ``ConnectionStatus/words``.
    public package(set) var buildings: [Int]
    /// How many dwellings stand at each of ``ConnectionStatus/words``.
    public package(set) var dwellings: [Int]

    /// Creates the counts of one group.
    package init(name: String?, buildings: [Int], dwellings: [Int]) {
      self.name = name
      self.buildings = buildings
      self.dwellings = dwellings
    }
  }

  /// The whole first, then its parts by name.
  public let groups: [Group]
  /// How many buildings and dwellings have events, but are no longer on file.
  public let notOnFile: Int

  /// Creates a summary.
  package init(groups: [Group], notOnFile: Int) {
    self.groups = groups
    self.notOnFile = notOnFile
  }
}
