/// The progress of a subject of the ledger; each kind of subject has a status type of its own.
public enum ConnectionStatus: Hashable, Sendable {
  /// The status of a building.
  case building(BuildingStatus)
  /// The status of a dwelling.
  case dwelling(DwellingStatus)
  /// The status of a citizen's report.
  case report(ReportStatus)

  /// The status of a subject of a kind before its first event.
  public static func unknown(_ kind: StatusSubject.Kind) -> ConnectionStatus {
    switch kind {
    case .building: .building(BuildingStatus())
    case .dwelling: .dwelling(DwellingStatus())
    case .report: .report(.unknown)
    }
  }

  /// The kind of subject.
  public var kind: StatusSubject.Kind {
    switch self {
    case .building: .building
    case .dwelling: .dwelling
    case .report: .report
    }
  }

  /// The status of a building; `nil` for another kind of subject.
  public var building: BuildingStatus? {
    if case .building(let status) = self { status } else { nil }
  }

  /// The status of a dwelling; `nil` for another kind of subject.
  public var dwelling: DwellingStatus? {
    if case .dwelling(let status) = self { status } else { nil }
  }

  /// The status of a report; `nil` for another kind of subject.
  public var report: ReportStatus? {
    if case .report(let status) = self { status } else { nil }
  }
}

// MARK: Words

extension ConnectionStatus {
  /// The one word that represents agreement and works.
  public var word: String {
    switch self {
    case .building(let status): status.word
    case .dwelling(let status): status.word
    case .report(let status): status.rawValue
    }
  }

  /// The word of the agreement, or of a report's state.
  public var agreementWord: String {
    switch self {
    case .building(let status): status.agreement.rawValue
    case .dwelling(let status): status.agreement.rawValue
    case .report(let status): status.rawValue
    }
  }

  /// The word of the works: `none` for a report.
  public var worksWord: String {
    switch self {
    case .building(let status): status.works.rawValue
    case .dwelling(let status): status.works.rawValue
    case .report: Self.noWorks
    }
  }

  /// All words of all kinds of subject, in the order of progress.
  public static let words: [String] =
    ["unknown"] + EventKind.allCases.filter { $0 != .correction }.map(\.rawValue)

  /// All words of agreements and of reports.
  package static let agreementWords: [String] =
    BuildingStatus.Consent.allCases.map(\.rawValue)
    + DwellingStatus.Agreement.allCases.dropFirst().map(\.rawValue)
    + ReportStatus.allCases.dropFirst().map(\.rawValue)

  /// All words of works.
  package static let worksWords: [String] =
    BuildingStatus.Works.allCases.map(\.rawValue)
    + DwellingStatus.Works.allCases.dropFirst().map(\.rawValue)

  private static let noWorks = "none"

  /// The status with another agreement; `nil` if the word is not one of the kind of subject.
  package func replacing(agreement word: String) -> ConnectionStatus? {
    switch self {
    case .building(var status):
      guard let agreement = BuildingStatus.Consent(rawValue: word) else { return nil }
      status.agreement = agreement
      return .building(status)
    case .dwelling(var status):
      guard let agreement = DwellingStatus.Agreement(rawValue: word) else { return nil }
      status.agreement = agreement
      return .dwelling(status)
    case .report: return ReportStatus(rawValue: word).map { .report($0) }
    }
  }

  /// The status with other works; `nil` if the word is not one of the kind of subject.
  package func replacing(works word: String) -> ConnectionStatus? {
    switch self {
    case .building(var status):
      guard let works = BuildingStatus.Works(rawValue: word) else { return nil }
      status.works = works
      return .building(status)
    case .dwelling(var status):
      guard let works = DwellingStatus.Works(rawValue: word) else { return nil }
      status.works = works
      return .dwelling(status)
    case .report: return word == Self.noWorks ? self : nil
    }
  }
}
