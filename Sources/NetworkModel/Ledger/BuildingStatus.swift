/// The progress of a building: the owner's consent and the works.
///
/// Both advance independently: a duct may reach the parcel boundary long before the owner has
/// answered.
public struct BuildingStatus: Hashable, Sendable {
  /// The consent of the building's owner.
  public enum Consent: String, Hashable, Sendable, CaseIterable {
    case unknown
    case requested = "consent_requested"
    case given = "consent_given"
    case refused = "consent_refused"
    case withdrawn = "consent_withdrawn"
  }

  /// The progress of the works up to and in the building.
  public enum Works: String, Hashable, Sendable, CaseIterable {
    case none, surveyed
    case ductAtParcel = "duct_at_parcel"
    case ductInBuilding = "duct_in_building"
    case entryPointSet = "entry_point_set"
    case cableBlown = "cable_blown"
    case spliced, measured, connected
  }

  /// The owner's consent.
  public var agreement = Consent.unknown
  /// The progress of the works.
  public var works = Works.none

  /// Creates the status before the first event.
  public init() {}

  /// The one word that represents both.
  ///
  /// It is the consent if that stops the works; otherwise the works, if any are done; otherwise the
  /// consent.
  public var word: String {
    switch agreement {
    case .refused, .withdrawn: agreement.rawValue
    default: works == .none ? agreement.rawValue : works.rawValue
    }
  }
}

extension BuildingStatus.Works {
  /// Whether the works have reached another step.
  public func reaches(_ step: Self) -> Bool {
    let order = Self.allCases
    guard let own = order.firstIndex(of: self), let wanted = order.firstIndex(of: step) else {
      return false
    }
    return own >= wanted
  }
}
