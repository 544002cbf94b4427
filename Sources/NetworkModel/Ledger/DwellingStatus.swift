/// The progress of a dwelling: the agreement with the household and the works in the house.
public struct DwellingStatus: Hashable, Sendable {
  /// The agreement with the household.
  public enum Agreement: String, Hashable, Sendable, CaseIterable {
    case unknown, interest, contract, activated, paused, ended
  }

  /// The progress of the works.
  public enum Works: String, Hashable, Sendable, CaseIterable {
    case none
    case inHouseLine = "in_house_line"
    case outletSet = "outlet_set"
  }

  /// The agreement with the household.
  public var agreement = Agreement.unknown
  /// The progress of the works.
  public var works = Works.none

  /// Creates the status before the first event.
  public init() {}

  /// The one word that represents both.
  ///
  /// It is the agreement if that requires finished works; otherwise the works, if any are done;
  /// otherwise the agreement.
  public var word: String {
    switch agreement {
    case .activated, .paused, .ended: agreement.rawValue
    default: works == .none ? agreement.rawValue : works.rawValue
    }
  }
}
