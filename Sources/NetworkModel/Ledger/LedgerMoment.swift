/// Where a past state is taken from.
public struct LedgerMoment: Hashable, Sendable {
  /// What had happened by then counts.
  public var time: Timestamp
  /// What had been entered by this event counts; `nil` for all of the ledger.
  public var lastEvent: Int64?

  /// Names a moment.
  public init(time: Timestamp, lastEvent: Int64? = nil) {
    self.time = time
    self.lastEvent = lastEvent
  }
}
