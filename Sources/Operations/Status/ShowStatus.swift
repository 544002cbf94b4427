import AddressSearch
public import NetworkModel
import ProjectStore

/// Reports the state of a building and its dwellings.
public struct ShowStatus: Sendable {
  /// The state of an address.
  public struct Output: Sendable {
    /// The state of the building and its dwellings.
    public let status: AddressStatus
    /// Personal data, where it was asked for.
    public let personal: [(subject: StatusSubject, kind: PersonalDatum, value: String)]
  }

  /// The path of the project.
  public var project: String
  /// The address as somebody writes it.
  public var address: String
  /// The moment; now where `nil`.
  public var moment: LedgerMoment?
  /// Whether personal data is wanted.
  public var showsPersonalData: Bool

  /// Describes the report.
  public init(
    project: String, address: String, moment: LedgerMoment? = nil, showsPersonalData: Bool = false
  ) {
    self.project = project
    self.address = address
    self.moment = moment
    self.showsPersonalData = showsPersonalData
  }

  /// Reads the project in one snapshot.
  ///
  /// - Throws: `ProjectStoreError` where there is no such address.
  public func run() throws -> Output {
    let project = try Project(path: project, readOnly: true)
    return try project.reading {
      let entry = try project.address(writtenAs: address)
      return Output(
        status: try project.status(of: entry, at: moment),
        personal: showsPersonalData ? try project.personalData(ofAddress: entry.addressID) : [])
    }
  }
}
