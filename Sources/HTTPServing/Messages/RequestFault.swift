/// Why a request is rejected.
///
/// It is sent as a problem document.
public struct RequestFault: Error, Hashable {
  /// The status of the response.
  public let status: Status
  /// A description of the fault and how to fix it.
  ///
  /// It never contains text of the request.
  public let detail: String
  /// The number of seconds after which the request may be repeated.
  public let retryAfter: Int?

  /// Creates a fault.
  public init(_ status: Status, _ detail: String, retryAfter: Int? = nil) {
    precondition(
      !detail.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 < 0x20 },
      "the detail needs no escaping in JSON")
    self.status = status
    self.detail = detail
    self.retryAfter = retryAfter
  }
}
