/// The progress of a building or a dwelling: the agreement and the works.
///
/// For a report, whether it is open.
///
/// Agreement and works advance independently: a duct may reach the parcel boundary long before the
/// owner has answered.
public struct ConnectionStatus: Hashable, Sendable {
  /// The agreement with the owner of the building or with the household, or the state of a report.
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

  /// The progress of the works.
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

  /// The state of the agreement.
  public var agreement: Agreement
  /// The progress of the works.
  public var works: Works

  /// The status before the first event.
  public static let unknown = ConnectionStatus(agreement: .unknown, works: .none)

  /// The one word that represents both.
  ///
  /// It is the agreement if that stops the works or requires finished works; otherwise the works,
  /// if any are done; otherwise the agreement.
  public var word: String {
    switch agreement {
    case .consentRefused, .consentWithdrawn, .activated, .paused, .ended: agreement.rawValue
    default: works == .none ? agreement.rawValue : works.rawValue
    }
  }

  /// All words, in the order of progress.
  public static let words: [String] =
    ["unknown"] + EventKind.allCases.filter { $0 != .correction }.map(\.rawValue)

  /// Creates a status.
  package init(agreement: Agreement, works: Works) {
    self.agreement = agreement
    self.works = works
  }
}

extension ConnectionStatus.Works {
  /// Whether the works of a building have reached another step.
  public func reaches(_ step: Self) -> Bool {
    let order = Self.allCases
    guard let own = order.firstIndex(of: self), let wanted = order.firstIndex(of: step) else {
      return false
    }
    return own >= wanted
  }
}
