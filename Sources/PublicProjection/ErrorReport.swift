import FoundationEssentials
import TextFormats

/// What somebody says is wrong with an address: one line of the file that the public server adds to.
public struct ErrorReport: Hashable, Sendable {
  /// What kind of error: the closed list.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case wrongClass = "wrong_class"
    case wrongPlace = "wrong_place"
    case missing
    case gone
    case other
  }

  /// 80 random bits in hexadecimal: the report's name, however often its line is read.
  public let id: String
  /// When it came in: UTC, `2026-11-23T08:30:00Z`.
  public let received: String
  /// What is wrong.
  public let kind: Kind
  /// The opaque id of an address on file.
  public let addressID: String?
  /// The address as typed, where it is not on file.
  public let address: String?
  /// What was written beside it; may be empty.
  public let message: String
  /// How the sender can be reached; may be empty.
  public let contact: String

  /// Describes a report that has just come in.
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

  /// The report as one line of JSON, its line feed included.
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

  /// Why a line is not a report.
  public enum LineFault: Error, Hashable, Sendable {
    /// The line is not a JSON object of texts.
    case notJSON
    /// There is no id of letters and digits.
    case noID
    /// There is no such kind; `nil` where the line has none.
    case unknownKind(String?)
    /// The line has no address.
    case noAddress
    /// The line has no time of receipt.
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
  /// - Throws: ``LineFault`` for a line that is not a JSON object, or where a member is missing or not what it
  ///   must be.
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
  /// Whether the byte is a letter or a digit of ASCII.
  fileprivate var isPlain: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
