/// What can happen to a building, a dwelling or a report: the closed list of the ledger's words.
public enum EventKind: String, Hashable, Sendable, CaseIterable {
  // To a building.
  case consentRequested = "consent_requested"
  case consentGiven = "consent_given"
  case consentRefused = "consent_refused"
  case consentWithdrawn = "consent_withdrawn"
  case surveyed
  case ductAtParcel = "duct_at_parcel"
  case ductInBuilding = "duct_in_building"
  /// The HÜP (Hausübergabepunkt) is set.
  case entryPointSet = "entry_point_set"
  case cableBlown = "cable_blown"
  case spliced, measured, connected
  // To a dwelling.
  case interest, contract
  case inHouseLine = "in_house_line"
  /// The Gf-TA (Glasfaser-Teilnehmeranschluss) is set.
  case outletSet = "outlet_set"
  case activated, paused, ended
  // To a report of a citizen.
  case errorReported = "error_reported"
  case reportClosed = "report_closed"
  /// Takes an earlier event of the same subject back.
  case correction

  /// The events of buildings and dwellings, which people enter by their address.
  public static let ofPremises = allCases.filter { $0.concerns != .report }

  /// What it happens to; `nil` for any kind of subject.
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
