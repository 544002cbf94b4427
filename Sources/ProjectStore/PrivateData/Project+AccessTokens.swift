import Hashing
public import NetworkModel
import GeoPackage
import TextFormats

extension Project {
  /// All tokens, ended ones too, ordered by name.
  public func accessTokens() throws -> [AccessToken] {
    try withPrivateFile { try connection.records(of: AccessToken.table) } ?? []
  }

  /// The token whose secret somebody shows; `nil` for one that is unknown, has ended or was taken
  /// back.
  ///
  /// - Complexity: O(tokens), whichever it is.
  package func accessToken(secret: String, at moment: Timestamp = .now) throws -> AccessToken? {
    try accessToken(digest: SHA256.hexadecimal(of: secret), at: moment)
  }

  /// The token of a digest; `nil` for one that is unknown, has ended or was taken back.
  package func accessToken(digest: String, at moment: Timestamp = .now) throws -> AccessToken? {
    var found: AccessToken?
    for token in try accessTokens() where AccessToken.isSame(token.digest, digest) {
      found = token
    }
    return found.flatMap { $0.isValid(at: moment) ? $0 : nil }
  }

  /// Puts a new token on file, in one transaction.
  ///
  /// - Parameters:
  ///   - name: who is to bear it; one line of at most 64 visible letters that no token has had.
  ///   - scope: what it is good for.
  ///   - expires: when it ends.
  ///   - now: the present.
  /// - Returns: the token, and its secret, which is not stored and cannot be read again.
  /// - Throws: ``ProjectStoreError`` for a name that will not do or is taken, an end that is past,
  ///   an empty project, and where the file cannot be written.
  public func addAccessToken(
    name: String, scope: AccessToken.Scope, expires: Timestamp, now: Timestamp = .now
  ) throws -> (token: AccessToken, secret: String) {
    guard crs != nil else { throw isEmpty() }
    guard (1...64).contains(name.unicodeScalars.count), name == name.trimmingBlanks,
      name == name.visibleOnOneLine
    else {
      throw ProjectStoreError(.token(.invalidName), path)
    }
    guard now < expires else {
      throw ProjectStoreError(.token(.pastEnd(expires)), path)
    }
    let secret = AccessToken.makeSecret()
    let token = AccessToken(
      name: name, digest: SHA256.hexadecimal(of: secret), scope: scope, created: now,
      expires: expires,
      revoked: nil)
    try writing {
      guard try accessTokens().allSatisfy({ $0.name != name }) else {
        throw ProjectStoreError(.token(.exists(name)), path)
      }
      try requirePrivateFile()
      try connection.insert([token], into: AccessToken.table, srid: 0)
    }
    return (token, secret)
  }

  /// Takes a token back, at once and for good.
  ///
  /// - Throws: ``ProjectStoreError`` where there is none of that name, or it was taken back before.
  public func revokeAccessToken(name: String, now: Timestamp = .now) throws {
    try writing {
      let tokens = try accessTokens()
      guard let token = tokens.first(where: { $0.name == name }) else {
        throw ProjectStoreError(.token(.unknown(name, known: tokens.map(\.name))), path)
      }
      guard token.revoked == nil else {
        throw ProjectStoreError(.token(.revoked(name)), path)
      }
      try connection.run(
        """
        UPDATE \(AccessToken.table.schema.reference) SET revoked = \(now.description)
        WHERE name = \(name)
        """)
    }
  }
}

extension String {
  /// The text without blanks at its ends.
  package var trimmingBlanks: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
