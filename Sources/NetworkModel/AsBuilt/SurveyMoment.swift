/// Selects the surveyed works of a past state.
public struct SurveyMoment: Hashable, Sendable {
  /// Works built up to this time count; `nil` for all.
  public var time: Timestamp?
  /// Works of surveys up to this number count; `nil` for all.
  public var lastSurvey: Int64?

  /// Creates a selection.
  public init(time: Timestamp? = nil, lastSurvey: Int64? = nil) {
    self.time = time
    self.lastSurvey = lastSurvey
  }
}
