/// A step of an operation that takes noticeable time.
public enum OperationStep: Hashable, Sendable {
  /// Files are read.
  case reading(files: [String])
  /// A network is planned.
  case planning(addresses: Int)
  /// The network of one district is planned.
  case planningDistrict(String)
  /// The connection of orders is planned.
  case planningOrders(Int)
  /// Finished plans are stored: from here on an early end would lose them.
  case storing
}

/// Receives the steps of an operation as they begin.
public protocol ProgressSink: Sendable {
  /// Reports a step that begins.
  func report(_ step: OperationStep)
}

/// Discards all reports.
public struct NoProgress: ProgressSink {
  /// A sink that does nothing.
  public init() {}

  /// Does nothing.
  public func report(_ step: OperationStep) {}
}
