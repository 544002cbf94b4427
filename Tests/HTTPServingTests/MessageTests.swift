import HTTPServing
import Testing

struct MessageTests {
  func request(_ target: String, _ fields: [String: String] = [:]) throws -> Request {
    var headers = HeaderFields()
    for (name, value) in fields { try headers.append(name: name, value: value) }
    return Request(target: try RequestTarget(target), headers: headers)
  }

  @Test func `a target is divided before it is decoded`() throws {
    let target = try RequestTarget("/a%2Fb/c+d/?q=M%C3%BCller+Stra%C3%9Fe%2B1&x")
    #expect(target.path == ["a/b", "c+d", ""])
    #expect(try target.value("q") == "Müller Straße+1")
    #expect(try target.value("x")?.isEmpty == true)
    #expect(try target.value("y") == nil)
    #expect(try RequestTarget("http://host:80/a?b=c").path == ["a"])
    #expect(try RequestTarget("http://host").path == [""])
  }

  @Test func `a repeated parameter is rejected`() throws {
    let target = try RequestTarget("/?q=a&q=b")
    #expect(throws: RequestFault.self) { try target.value("q") }
    #expect(throws: RequestFault.self) { try target.allow(["p"]) }
  }

  @Test func `a client with a current copy receives status 304`() throws {
    let response = Response(type: "text/plain", Array("a".utf8), caching: .seconds(60))
    let first = response.finished(for: try request("/"))
    let tag = try #require(first["ETag"])
    let second = response.finished(for: try request("/", ["If-None-Match": "\"x\", \(tag)"]))
    #expect(second.status == .notModified)
    #expect(second.body.isEmpty)
    let other = Response(type: "text/plain", Array("b".utf8), caching: .seconds(60))
    #expect(other.finished(for: try request("/", ["If-None-Match": tag])).status == .ok)
  }

  @Test func `content is compressed if the client accepts it and it becomes smaller`() throws {
    let content = Array(String(repeating: "Straße ", count: 500).utf8)
    let response = Response(type: "text/plain", content, caching: .seconds(60))
    let packed = response.finished(for: try request("/", ["Accept-Encoding": "br, gzip;q=0.5"]))
    #expect(packed["Content-Encoding"] == "gzip")
    #expect(packed.body.count < content.count / 10)
    #expect(packed["ETag"] == response.finished(for: try request("/"))["ETag"])
    for refusal in ["gzip;q=0", "identity", ""] {
      let plain = response.finished(for: try request("/", ["Accept-Encoding": refusal]))
      #expect(plain.body == content)
      #expect(plain["Vary"] == "Accept-Encoding")
    }
  }

  @Test func `the preferred language is chosen`() {
    #expect(Preference.language(of: ["de", "en"], in: ["fr", "en-GB;q=0.8", "de;q=0.7"]) == "en")
    #expect(Preference.language(of: ["de", "en"], in: ["fr"]) == "de")
    #expect(Preference.language(of: ["de", "en"], in: []) == "de")
  }

  @Test func `a fault is sent as a problem document`() {
    let response = Response(RequestFault(.tooManyRequests, "wait a little", retryAfter: 3))
    #expect(response["Retry-After"] == "3")
    #expect(response["Content-Type"] == "application/problem+json")
    #expect(
      String(decoding: response.body, as: UTF8.self)
        == #"{"type":"about:blank","title":"Too Many Requests","status":429,"detail":"wait a little"}"#
    )
  }
}

struct ProtectionTests {
  @Test func `clients share a bucket if and only if they are in the same network`() throws {
    func prefix(_ text: String) throws -> ClientPrefix { try #require(ClientPrefix(text)) }
    #expect(try prefix("192.0.2.1") == prefix("192.0.2.254:8080"))
    #expect(try prefix("192.0.2.1") != prefix("192.0.3.1"))
    #expect(try prefix("::ffff:192.0.2.9") == prefix("192.0.2.1"))
    #expect(try prefix("2001:db8:1:200::1") == prefix("[2001:db8:1:2ff::2]:443"))
    #expect(try prefix("2001:db8:1:200::1") != prefix("2001:db8:1:300::1"))
    #expect(ClientPrefix("unknown") == nil)
    #expect(ClientPrefix("_hidden") == nil)
    #expect(ClientPrefix("") == nil)
  }

  @Test func `a bucket permits its burst, then its rate`() throws {
    let limiter = RateLimiter(.init(perSecond: 2, burst: 5))
    let client = try #require(ClientPrefix("192.0.2.1"))
    #expect((0..<5).allSatisfy { _ in limiter.take(client, now: 100) == nil })
    let wait = try #require(limiter.take(client, now: 100))
    #expect(abs(wait - 0.5) < 1e-6)
    #expect(limiter.take(client, now: 100.49) != nil)
    #expect(limiter.take(client, now: 100.5) == nil)
    #expect(limiter.take(client, now: 100.5) != nil)
    // After a long pause it permits its burst again, but no more.
    #expect((0..<6).count { _ in limiter.take(client, now: 10_000) == nil } == 5)
  }
}
