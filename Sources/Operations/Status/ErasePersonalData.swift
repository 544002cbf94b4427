import AddressSearch
public import NetworkModel
public import ProjectStore

/// Erases the personal data of an address; the ledger contains none and stays as it is.
public struct ErasePersonalData: Sendable {
  /// What was erased.
  public struct Output: Sendable {
    /// The id of the address.
    public let addressID: AddressID
    /// The number of entries.
    public let count: Int
  }

  /// The path of the project.
  public var project: String
  /// The address as somebody writes it.
  public var address: String
  /// The label of a dwelling; the whole address where `nil`.
  public var dwelling: String?
  /// How long to wait while another process writes.
  public var wait: LockWait

  /// Describes the erasure.
  public init(project: String, address: String, dwelling: String? = nil, wait: LockWait = 5) {
    self.project = project
    self.address = address
    self.dwelling = dwelling
    self.wait = wait
  }

  /// Erases the data.
  ///
  /// - Throws: `ProjectStoreError` for an unknown address, `SubjectChoice.Fault` for an unknown
  ///   dwelling.
  public func run() throws -> Output {
    let project = try Project(path: project, readOnly: false, wait: wait)
    let entry = try project.address(writtenAs: address)
    let label = try dwelling.map { label in
      try SubjectChoice.subject(
        of: .correction, addressID: entry.addressID, label: label,
        known: try project.dwellings(ofAddress: entry.addressID), admitsNew: false
      ).subject.dwelling ?? label
    }
    return Output(
      addressID: entry.addressID,
      count: try project.erasePersonalData(ofAddress: entry.addressID, dwelling: label))
  }
}
