import FoundationEssentials

/// Permission for one person or program to see a project over the network: a row of the table
/// `access_token`.
///
/// The secret itself is not stored. Its SHA-256 is stored, and the secret is printed once, when the
/// token is created.
public struct AccessToken: Hashable, Sendable {
  /// The actions that a token permits.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// Read everything except personal data.
    case read
    /// Read, and enter events into the ledger.
    case status
  }

  /// The bearer's name, which becomes the actor of the events entered with the token.
  ///
  /// It is never given to another token.
  public package(set) var name: String
  /// SHA-256 of the secret, in hexadecimal digits.
  public package(set) var digest: String
  /// The actions that the token permits.
  public package(set) var scope: Scope
  /// The time of creation.
  public package(set) var created: Timestamp
  /// The time of expiry.
  public package(set) var expires: Timestamp
  /// The time of revocation; `nil` if the token was not revoked.
  public package(set) var revoked: Timestamp?

  /// Whether the token is valid at a time.
  public func isValid(at moment: Timestamp) -> Bool { revoked == nil && moment < expires }

  /// Whether the token permits the actions of a scope.
  public func allows(_ wanted: Scope) -> Bool { scope == .status || wanted == .read }

  // MARK: Secrets

  /// The prefix of every secret, by which a leaked secret can be recognised.
  private static let prefix = "trasse_"

  /// A new secret: the prefix and 256 bits from the system's random source, in base64url (RFC 4648,
  /// section 5).
  package static func makeSecret() -> String { prefix + randomText() }

  /// 256 bits from the system's random source, in base64url without padding: 43 characters.
  package static func randomText() -> String {
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
    return Data(bytes).base64EncodedString().filter { $0 != "=" }
      .map { $0 == "+" ? "-" : $0 == "/" ? "_" : String($0) }.joined()
  }

  /// Whether two digests are equal.
  ///
  /// The comparison takes constant time for digests of equal length.
  package static func isSame(_ a: String, _ b: String) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    return zip(a.utf8, b.utf8).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Creates a description of a token.
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
