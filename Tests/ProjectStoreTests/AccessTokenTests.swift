import Hashing
import NetworkModel
import ProjectStore
import TestSupport
import Testing

/// Tokens: who may see a project over the net.
struct AccessTokenTests {
  private let day = Timestamp(seconds: 1_700_000_000)
  private func after(_ seconds: Int64) -> Timestamp { Timestamp(seconds: day.seconds + seconds) }

  @Test func `a secret is 256 random bits after a prefix that identifies it, and never repeats`()
    throws
  {
    let town = try MadeUpTown(addresses: 1)
    var secrets: Set<String> = []
    for number in 0..<50 {
      let secret = try town.project.addAccessToken(
        name: "n\(number)", scope: .read, expires: after(10), now: day
      ).secret
      #expect(secret.wholeMatch(of: /trasse_[A-Za-z0-9_-]{43}/) != nil)
      secrets.insert(secret)
    }
    #expect(secrets.count == 50)
    // The file holds what proves a secret, not the secret.
    let bytes = try town.bytes()
    #expect(secrets.allSatisfy { !bytes.contains($0) && !bytes.contains($0.dropFirst(7)) })
    let digests = Set(try town.project.accessTokens().map(\.digest))
    #expect(digests == Set(secrets.map { SHA256.hexadecimal(of: $0) }))
  }

  @Test func `a token opens from its first second to its last, until it is taken back`() throws {
    let town = try MadeUpTown(addresses: 1)
    let project = town.project
    let secret = try project.addAccessToken(
      name: "crew", scope: .status, expires: after(100), now: day
    ).secret
    #expect(try project.accessToken(secret: secret, at: day)?.name == "crew")
    #expect(try project.accessToken(secret: secret, at: after(99)) != nil)
    #expect(try project.accessToken(secret: secret, at: after(100)) == nil)
    for wrong in ["", "trasse_", secret.dropLast() + "_", secret + "a", secret.lowercased()] {
      #expect(try project.accessToken(secret: String(wrong), at: day) == nil)
    }
    try project.revokeAccessToken(name: "crew", now: after(5))
    #expect(try project.accessToken(secret: secret, at: day) == nil)
    #expect(try project.accessTokens().first?.revoked == after(5))
    #expect(throws: ProjectStoreError.self) { try project.revokeAccessToken(name: "crew") }
    #expect(throws: ProjectStoreError.self) { try project.revokeAccessToken(name: "nobody") }
  }

  @Test(arguments: ["", " a", "a ", "a\nb", "a\u{7F}", String(repeating: "a", count: 65), "taken"])
  func `a name that is not an actor, or was in use before, is refused`(_ name: String)
    throws
  {
    let town = try MadeUpTown(addresses: 1)
    try _ = town.project.addAccessToken(name: "taken", scope: .read, expires: after(9), now: day)
    try town.project.revokeAccessToken(name: "taken", now: day)
    #expect(throws: ProjectStoreError.self) {
      try town.project.addAccessToken(name: name, scope: .read, expires: after(9), now: day)
    }
    #expect(throws: ProjectStoreError.self) {
      try town.project.addAccessToken(name: "late", scope: .read, expires: day, now: day)
    }
    #expect(try town.project.accessTokens().count == 1)
  }

  @Test func `a digest is compared whole`() {
    #expect(AccessToken.isSame("abc", "abc"))
    #expect(!AccessToken.isSame("abc", "abd") && !AccessToken.isSame("xbc", "abc"))
    #expect(!AccessToken.isSame("abc", "ab") && !AccessToken.isSame("", "a"))
  }

  @Test func `tokens are not exported or copied`() throws {
    #expect(!Project.layerNames.contains("access_token"))
  }
}
