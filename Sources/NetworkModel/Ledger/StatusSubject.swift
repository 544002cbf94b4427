/// What an event is about: a building, one dwelling in it, or what a citizen has reported as wrong.
public struct StatusSubject: Hashable, Sendable {
  /// The kinds of subject.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case building, dwelling, report
  }

  /// The id of the address; empty for a report whose address is not on file.
  public let addressID: String
  /// The dwelling's label; `nil` for all but a dwelling.
  public let dwelling: String?
  /// The report's id; `nil` for all but a report.
  public let report: String?

  /// Names a building, or a dwelling in it.
  public init(addressID: String, dwelling: String? = nil) {
    self.addressID = addressID
    self.dwelling = dwelling
    report = nil
  }

  /// Names a report about an address.
  public init(report: String, addressID: String?) {
    self.addressID = addressID ?? ""
    self.report = report
    dwelling = nil
  }

  /// Which kind of subject it is.
  public var kind: Kind { report != nil ? .report : dwelling != nil ? .dwelling : .building }

  /// What tells it from the building: the dwelling's label, or the report; `nil` for the building.
  public var label: String? { dwelling ?? report.map { "report \($0)" } }

  /// The subject as it stands in the ledger: `building:ID`, `dwelling:ID#LABEL`, `report:ID#REPORT`.
  public var text: String {
    "\(kind.rawValue):\(addressID)" + ((report ?? dwelling).map { "#\($0)" } ?? "")
  }

  /// Reads a subject as it stands in the ledger; `nil` for any other text.
  package init?(text: Substring) {
    guard let colon = text.firstIndex(of: ":"), let kind = Kind(rawValue: String(text[..<colon]))
    else { return nil }
    let rest = text[text.index(after: colon)...]
    let mark = kind == .building ? rest.endIndex : rest.lastIndex(of: "#")
    guard let mark else { return nil }
    let label = String(rest[mark...].dropFirst())
    switch kind {
    case .building: self.init(addressID: String(rest))
    case .dwelling: self.init(addressID: String(rest[..<mark]), dwelling: label)
    case .report: self.init(report: label, addressID: String(rest[..<mark]))
    }
    guard isNamed else { return nil }
  }

  /// Whether nothing that names it is missing or would end too early where it is read again.
  package var isNamed: Bool {
    (kind == .report || !addressID.isEmpty)
      && (report ?? dwelling).map { !$0.isEmpty && !$0.contains("#") } ?? true
  }
}
