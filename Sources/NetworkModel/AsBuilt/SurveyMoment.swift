/// Which surveyed works count.
public struct SurveyMoment: Hashable, Sendable {
  /// What was built by then; `nil` for all.
  public var time: Timestamp?
  /// What was entered by the survey of this number; `nil` for all.
  public var lastSurvey: Int64?

  /// Names a moment.
  public init(time: Timestamp? = nil, lastSurvey: Int64? = nil) {
    self.time = time
    self.lastSurvey = lastSurvey
  }
}
