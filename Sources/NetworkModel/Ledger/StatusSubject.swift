/// The subject of an event: a building, a dwelling in it, or a citizen's report.
public struct StatusSubject: Hashable, Sendable {
  /// The kinds of subject.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case building, dwelling, report
  }

  /// The id of the address; `nil` for a report whose address is unknown.
  public let addressID: AddressID?
  /// The dwelling's label; `nil` if the subject is not a dwelling.
  public let dwelling: String?
  /// The report's id; `nil` if the subject is not a report.
  public let report: String?

  /// Creates a building as subject, or a dwelling in it.
  public init(addressID: AddressID, dwelling: String? = nil) {
    self.addressID = addressID
    self.dwelling = dwelling
    report = nil
  }

  /// Creates a report about an address as subject.
  public init(report: String, addressID: AddressID?) {
    self.addressID = addressID
    self.report = report
    dwelling = nil
  }

  /// The kind of subject.
  public var kind: Kind { report != nil ? .report : dwelling != nil ? .dwelling : .building }

  /// The label that distinguishes the subject from the building: that of the dwelling or of the
  /// report.
  ///
  /// `nil` for the building.
  public var label: String? { dwelling ?? report.map { "report \($0)" } }

  /// The subject's text in the ledger: `building:ID`, `dwelling:ID#LABEL` or `report:ID#REPORT`.
  public var text: String {
    "\(kind.rawValue):\(addressID?.rawValue ?? "")" + ((report ?? dwelling).map { "#\($0)" } ?? "")
  }

  /// Reads a subject's text in the ledger; `nil` for any other text.
  package init?(text: Substring) {
    guard let colon = text.firstIndex(of: ":"), let kind = Kind(rawValue: String(text[..<colon]))
    else { return nil }
    let rest = text[text.index(after: colon)...]
    let mark = kind == .building ? rest.endIndex : rest.lastIndex(of: "#")
    guard let mark else { return nil }
    let label = String(rest[mark...].dropFirst())
    switch kind {
    case .building: self.init(addressID: AddressID(rest))
    case .dwelling: self.init(addressID: AddressID(rest[..<mark]), dwelling: label)
    case .report:
      let id = AddressID(rest[..<mark])
      self.init(report: label, addressID: id.isEmpty ? nil : id)
    }
    guard isNamed else { return nil }
  }

  /// Whether the text that identifies the subject is complete and can be read back unambiguously.
  package var isNamed: Bool {
    (addressID.map { !$0.isEmpty } ?? (kind == .report))
      && (report ?? dwelling).map { !$0.isEmpty && !$0.contains("#") } ?? true
  }
}
