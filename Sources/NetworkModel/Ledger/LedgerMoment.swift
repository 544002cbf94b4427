/// Selects a past state of the ledger.
public struct LedgerMoment: Hashable, Sendable {
  /// Events that happened up to this time count.
  public var time: Timestamp
  /// Events entered up to this number count; `nil` for all events.
  public var lastEvent: Int64?

  /// Creates a selection.
  public init(time: Timestamp, lastEvent: Int64? = nil) {
    self.time = time
    self.lastEvent = lastEvent
  }
}
