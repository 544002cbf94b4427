/// What can happen to a building or a dwelling: the closed list of the ledger's words.
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
  /// Takes an earlier event of the same subject back.
  case correction

  /// Whether it happens to a dwelling rather than to the building; `nil` for either.
  public var concernsDwelling: Bool? {
    switch self {
    case .consentRequested, .consentGiven, .consentRefused, .consentWithdrawn, .surveyed,
      .ductAtParcel, .ductInBuilding, .entryPointSet, .cableBlown, .spliced, .measured, .connected:
      false
    case .interest, .contract, .inHouseLine, .outletSet, .activated, .paused, .ended: true
    case .correction: nil
    }
  }
}
