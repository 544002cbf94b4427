import FoundationEssentials

/// The right of one bearer to see a project over the net: a row of the table `access_token`.
///
/// The secret itself is nowhere: its SHA-256 is kept, and it is told once, when the token is made.
public struct AccessToken: Hashable, Sendable {
  /// What a token lets its bearer do.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// Look at everything but personal data.
    case read
    /// Also enter events into the ledger.
    case status
  }

  /// Who bears it: the actor of the events entered with it; never given to another token.
  public let name: String
  /// SHA-256 of the secret in hexadecimal digits.
  public let digest: String
  /// What it is good for.
  public let scope: Scope
  /// When it was made.
  public let created: Timestamp
  /// When it ends.
  public let expires: Timestamp
  /// When it was taken back; `nil` while it was not.
  public let revoked: Timestamp?

  /// Whether it opens anything at a moment.
  public func isValid(at moment: Timestamp) -> Bool { revoked == nil && moment < expires }

  /// Whether its bearer may do what a scope names.
  public func allows(_ wanted: Scope) -> Bool { scope == .status || wanted == .read }

  // MARK: Secrets

  /// What every secret begins with, so that one that got lost can be told for what it is.
  private static let prefix = "trasse_"

  /// A new secret: the prefix and 256 random bits of the system in base64url (RFC 4648, 5).
  package static func makeSecret() -> String { prefix + randomText() }

  /// 256 random bits of the system in base64url, without padding: 43 letters.
  package static func randomText() -> String {
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
    return Data(bytes).base64EncodedString().filter { $0 != "=" }
      .map { $0 == "+" ? "-" : $0 == "/" ? "_" : String($0) }.joined()
  }

  /// Whether two digests are the same, in a time that tells nothing of where they differ.
  package static func isSame(_ a: String, _ b: String) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    return zip(a.utf8, b.utf8).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Describes a token.
  package init(
    name: String, digest: String, scope: Scope, created: Timestamp, expires: Timestamp,
    revoked: Timestamp?
  ) {
    self.name = name
    self.digest = digest
    self.scope = scope
    self.created = created
    self.expires = expires
    self.revoked = revoked
  }
}
