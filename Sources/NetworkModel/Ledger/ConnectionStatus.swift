/// How far a building or a dwelling has come: what has been agreed, and what has been built; of a
/// report, whether it is open.
///
/// The two move on their own: a duct may lie at the parcel line long before the owner has answered.
public struct ConnectionStatus: Hashable, Sendable {
  /// What has been agreed with the owner of the building, or with the household; what has become of a
  /// report.
  public enum Agreement: String, Hashable, Sendable, CaseIterable {
    case unknown
    case consentRequested = "consent_requested"
    case consentGiven = "consent_given"
    case consentRefused = "consent_refused"
    case consentWithdrawn = "consent_withdrawn"
    case interest, contract, activated, paused, ended
    case errorReported = "error_reported"
    case reportClosed = "report_closed"
  }

  /// How far the work has come.
  public enum Works: String, Hashable, Sendable, CaseIterable {
    case none, surveyed
    case ductAtParcel = "duct_at_parcel"
    case ductInBuilding = "duct_in_building"
    case entryPointSet = "entry_point_set"
    case cableBlown = "cable_blown"
    case spliced, measured, connected
    case inHouseLine = "in_house_line"
    case outletSet = "outlet_set"
  }

  /// What has been agreed.
  public var agreement: Agreement
  /// What has been built.
  public var works: Works

  /// Before the first event.
  public static let unknown = ConnectionStatus(agreement: .unknown, works: .none)

  /// The one word for both: an agreement that has ended the work, or that only finished work can
  /// have; otherwise the work, where there is some; otherwise the agreement.
  public var word: String {
    switch agreement {
    case .consentRefused, .consentWithdrawn, .activated, .paused, .ended: agreement.rawValue
    default: works == .none ? agreement.rawValue : works.rawValue
    }
  }

  /// Every word there is, in the order of progress.
  public static let words: [String] =
    ["unknown"] + EventKind.allCases.filter { $0 != .correction }.map(\.rawValue)

  /// Describes a status.
  package init(agreement: Agreement, works: Works) {
    self.agreement = agreement
    self.works = works
  }
}

extension ConnectionStatus.Works {
  /// Whether a building's works have come as far as another step.
  public func reaches(_ step: Self) -> Bool {
    let order = Self.allCases
    guard let own = order.firstIndex(of: self), let wanted = order.firstIndex(of: step) else {
      return false
    }
    return own >= wanted
  }
}
