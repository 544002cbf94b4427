import FoundationEssentials
import TextFormats

/// A citizen's report of an error in an address: one line of the file to which the public server
/// appends.
public struct ErrorReport: Hashable, Sendable {
  /// The kinds of errors.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case wrongClass = "wrong_class"
    case wrongPlace = "wrong_place"
    case missing
    case gone
    case other
  }

  /// The identifier of the report: 80 random bits in hexadecimal.
  ///
  /// It identifies the report even if its line is read several times.
  public let id: String
  /// The time of receipt in UTC, such as `2026-11-23T08:30:00Z`.
  public let received: String
  /// The kind of error.
  public let kind: Kind
  /// The opaque identifier of a published address.
  public let addressID: String?
  /// The address as entered, if it is not a published address.
  public let address: String?
  /// The message; may be empty.
  public let message: String
  /// The contact details of the sender; may be empty.
  public let contact: String

  /// Creates a report that has just been received.
  public init(
    received: String, kind: Kind, addressID: String?, address: String?, message: String,
    contact: String
  ) {
    var random = SystemRandomNumberGenerator()
    let digits = (0..<20).map { _ in String(UInt8.random(in: 0..<16, using: &random), radix: 16) }
    id = digits.joined()
    self.received = received
    self.kind = kind
    self.addressID = addressID
    self.address = address
    self.message = message
    self.contact = contact
  }

  // MARK: Lines

  /// The report as a line of JSON, including the line feed.
  public var line: [UInt8] {
    var json = JSONWriter()
    json.object { object in
      object.member("id", id)
      object.member("received", received)
      object.member("kind", kind.rawValue)
      object.member("address_id", addressID)
      object.member("address", address)
      object.member("message", message)
      object.member("contact", contact)
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// Why a line is not a valid report.
  public enum LineFault: Error, Hashable, Sendable {
    /// The line is not a JSON object whose members are strings.
    case notJSON
    /// The report has no id of letters and digits.
    case noID
    /// The kind is unknown; `nil` if the report has no kind.
    case unknownKind(String?)
    /// The report has no address.
    case noAddress
    /// The report has no time of receipt.
    case noTime
    /// The time of receipt cannot be parsed.
    case invalidTime(String)
  }

  private struct Members: Decodable {
    var id: String?
    var received: String?
    var kind: String?
    var address_id: String?
    var address: String?
    var message: String?
    var contact: String?
  }

  /// Reads a report from its line.
  ///
  /// - Throws: ``LineFault`` if the line is not a JSON object, or a member is missing or invalid.
  public init(line: some Sequence<UInt8>) throws(LineFault) {
    let members: Members
    do {
      members = try JSONDecoder().decode(Members.self, from: Data(line))
    } catch {
      throw .notJSON
    }
    guard let id = members.id, (1...64).contains(id.utf8.count), id.utf8.allSatisfy(\.isPlain)
    else {
      throw .noID
    }
    guard let kind = Kind(rawValue: members.kind ?? "") else {
      throw .unknownKind(members.kind)
    }
    let addressID = members.address_id.flatMap { $0.isEmpty ? nil : $0 }
    let address = members.address.flatMap { $0.isEmpty ? nil : $0 }
    guard addressID != nil || address != nil else {
      throw .noAddress
    }
    guard let received = members.received else {
      throw .noTime
    }
    self.id = id
    self.received = received
    self.kind = kind
    self.addressID = addressID
    self.address = address
    message = members.message ?? ""
    contact = members.contact ?? ""
  }
}

extension UInt8 {
  /// Whether the byte is an ASCII letter or digit.
  fileprivate var isPlain: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
