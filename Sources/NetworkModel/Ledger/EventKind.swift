/// The kinds of events of a building, a dwelling or a report: the closed list of words that the
/// ledger uses.
public enum EventKind: String, Hashable, Sendable, CaseIterable {
  // Events of a building.
  case consentRequested = "consent_requested"
  case consentGiven = "consent_given"
  case consentRefused = "consent_refused"
  case consentWithdrawn = "consent_withdrawn"
  case surveyed
  case ductAtParcel = "duct_at_parcel"
  case ductInBuilding = "duct_in_building"
  /// The fibre entry point of the building (Hausübergabepunkt, HÜP) is installed.
  case entryPointSet = "entry_point_set"
  case cableBlown = "cable_blown"
  case spliced, measured, connected
  // Events of a dwelling.
  case interest, contract
  case inHouseLine = "in_house_line"
  /// The fibre outlet in the dwelling (Glasfaser-Teilnehmeranschluss, Gf-TA) is installed.
  case outletSet = "outlet_set"
  case activated, paused, ended
  // Events of a citizen's report.
  case errorReported = "error_reported"
  case reportClosed = "report_closed"
  /// Revokes an earlier event of the same subject.
  case correction

  /// The events of buildings and dwellings, which users enter by address.
  public static let ofPremises = allCases.filter { $0.concerns != .report }

  /// The kind of subject that the event concerns; `nil` for any kind.
  public var concerns: StatusSubject.Kind? {
    switch self {
    case .consentRequested, .consentGiven, .consentRefused, .consentWithdrawn, .surveyed,
      .ductAtParcel, .ductInBuilding, .entryPointSet, .cableBlown, .spliced, .measured, .connected:
      .building
    case .interest, .contract, .inHouseLine, .outletSet, .activated, .paused, .ended: .dwelling
    case .errorReported, .reportClosed: .report
    case .correction: nil
    }
  }
}
