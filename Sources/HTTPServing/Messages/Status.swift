/// A status code and its reason phrase (RFC 9110, 15; RFC 6585).
public struct Status: Hashable, Sendable {
  /// The code, which has three digits.
  public let code: UInt16
  /// The reason phrase.
  public let phrase: String

  /// 200.
  public static let ok = Status(code: 200, phrase: "OK")
  /// 201.
  public static let created = Status(code: 201, phrase: "Created")
  /// 204.
  public static let noContent = Status(code: 204, phrase: "No Content")
  /// 303.
  public static let seeOther = Status(code: 303, phrase: "See Other")
  /// 304.
  public static let notModified = Status(code: 304, phrase: "Not Modified")
  /// 400.
  public static let badRequest = Status(code: 400, phrase: "Bad Request")
  /// 401.
  public static let unauthorized = Status(code: 401, phrase: "Unauthorized")
  /// 403.
  public static let forbidden = Status(code: 403, phrase: "Forbidden")
  /// 404.
  public static let notFound = Status(code: 404, phrase: "Not Found")
  /// 405.
  public static let methodNotAllowed = Status(code: 405, phrase: "Method Not Allowed")
  /// 409.
  public static let conflict = Status(code: 409, phrase: "Conflict")
  /// 413.
  public static let contentTooLarge = Status(code: 413, phrase: "Content Too Large")
  /// 414.
  public static let targetTooLong = Status(code: 414, phrase: "URI Too Long")
  /// 415.
  public static let unsupportedMediaType = Status(code: 415, phrase: "Unsupported Media Type")
  /// 429.
  public static let tooManyRequests = Status(code: 429, phrase: "Too Many Requests")
  /// 431.
  public static let headerTooLarge = Status(code: 431, phrase: "Request Header Fields Too Large")
  /// 500.
  public static let internalServerError = Status(code: 500, phrase: "Internal Server Error")
  /// 503.
  public static let unavailable = Status(code: 503, phrase: "Service Unavailable")
}
