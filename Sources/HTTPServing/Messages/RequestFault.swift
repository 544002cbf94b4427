/// Why a request is refused; it becomes a problem document.
public struct RequestFault: Error, Hashable {
  /// The status of the answer.
  public let status: Status
  /// What is wrong and how to fix it; never a part of the request.
  public let detail: String
  /// Seconds after which it may be tried again.
  public let retryAfter: Int?

  /// Describes a refusal.
  public init(_ status: Status, _ detail: String, retryAfter: Int? = nil) {
    precondition(
      !detail.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 < 0x20 },
      "the words of a refusal stand in JSON as they are")
    self.status = status
    self.detail = detail
    self.retryAfter = retryAfter
  }
}
