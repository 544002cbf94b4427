/// The numbers of buildings and dwellings by status, for the whole town and for each group.
///
/// Every stored address and dwelling is counted. Those without events count as `unknown`.
public struct StatusSummary: Sendable {
  /// The property by which the counts are grouped.
  public enum Grouping: String, Sendable, CaseIterable {
    case district, street, phase
    /// The service areas of cabinets.
    case cabinet
  }

  /// The counts of one group.
  public struct Group: Sendable {
    /// The group's name; `nil` for the whole town.
    public let name: String?
    /// The number of buildings for each word of ``ConnectionStatus/words``.
    public package(set) var buildings: [Int]
    /// The number of dwellings for each word of ``ConnectionStatus/words``.
    public package(set) var dwellings: [Int]

    /// Creates the counts of one group.
    package init(name: String?, buildings: [Int], dwellings: [Int]) {
      self.name = name
      self.buildings = buildings
      self.dwellings = dwellings
    }
  }

  /// The whole town first, then the groups by name.
  public let groups: [Group]
  /// The number of buildings and dwellings that have events but are no longer stored.
  public let notOnFile: Int

  /// Creates a summary.
  package init(groups: [Group], notOnFile: Int) {
    self.groups = groups
    self.notOnFile = notOnFile
  }
}
