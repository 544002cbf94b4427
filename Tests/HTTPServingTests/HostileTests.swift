import Glibc
import HTTPServing
import TestSupport
import Testing

/// Malicious requests, sent to a real socket.
///
/// The cases follow RFC 9112 and the lists of h1spec and Http11Probe.
@Suite(.serialized) struct HostileTests {
  /// A rejected request, with the expected status.
  struct Refused: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let status: Set<Int>

    init(_ name: String, _ text: String, _ status: Set<Int> = [400]) {
      testDescription = name
      self.text = text
      self.status = status
    }
  }

  static let close = "Connection: close\r\n"

  static let refused: [Refused] = [
    Refused("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
    Refused("the same host twice", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
    Refused("no host", "GET / HTTP/1.1\r\n\(close)\r\n"),
    Refused("a host with a slash", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
    Refused("a host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"),
    Refused("brackets in a name", "GET / HTTP/1.1\r\nHost: a\r\nX-Invalid[]: b\r\n\r\n"),
    Refused("a blank before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n"),
    Refused("a name beyond ASCII", "GET / HTTP/1.1\r\nHost: a\r\nÄ: b\r\n\r\n"),
    Refused("a line without a colon", "GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n"),
    Refused("a control character in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\u{1}b\r\n\r\n"),
    Refused("a bell in a host", "GET / HTTP/1.1\r\nHost: a\u{7}\r\n\r\n"),
    Refused("NUL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\nY: c\r\n\r\n"),
    Refused("NUL in the last value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"),
    Refused("NUL at the end of a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0\r\n\r\n"),
    Refused("NUL at the start of a value", "GET / HTTP/1.1\r\nHost: a\r\nX: \0a\r\n\r\n"),
    Refused("two NULs at the end of a value", "GET / HTTP/1.1\r\nX: a\0\0\r\nHost: a\r\n\r\n"),
    Refused("three NULs in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: \0\0\0\r\n\r\n"),
    Refused("NULs like a line end", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0\0Y\0b\r\n\r\n"),
    Refused("NULs like a folded line", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0\0 b\0\0 c\r\n\r\n"),
    Refused("NUL in a folded line", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\0c\r\n\r\n"),
    Refused("NUL in a host", "GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n"),
    Refused("NUL in a name", "GET / HTTP/1.1\r\nHost: a\r\nX\0Y: b\r\n\r\n"),
    Refused("NUL before a colon", "GET / HTTP/1.1\r\nHost: a\r\nX\0: b\r\n\r\n"),
    Refused("NUL in the target", "GET /a\0b HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("NUL at the end of the target", "GET /a\0 HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("NUL in the query", "GET /?q=a\0b HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("NUL in the method", "GE\0T / HTTP/1.1\r\nHost: a\r\n\(close)\r\n", [400, 405]),
    Refused("NUL behind the method", "GET\0 / HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("NUL in the version", "GET / HTTP/1.1\0\r\nHost: a\r\n\(close)\r\n", [400, 505]),
    Refused("delete in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: \u{7F}\r\n\r\n"),
    Refused("a lone return after the first line", "GET / HTTP/1.1\rHost: a\r\n\r\n"),
    Refused("a lone return between fields", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n"),
    Refused("a lone line feed between fields", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"),
    Refused(
      "length and chunks",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    ),
    Refused(
      "two lengths",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"),
    Refused(
      "a list of lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4, 4\r\n\r\nabcd"),
    Refused("a negative length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"),
    Refused("a length with a sign", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +4\r\n\r\nabcd"),
    Refused(
      "a hexadecimal length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x4\r\n\r\nabcd"),
    Refused(
      "a length that overflows",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n", [400, 413]),
    Refused(
      "chunks within another coding",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    Refused(
      "an unknown coding",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
    Refused(
      "two codings",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"
    ),
    Refused(
      "a body beyond the limit", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n",
      [413]),
    Refused("a path with ..", "GET /../etc/passwd HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused(
      "an escaped path with ..", "GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("an escaped NUL", "GET /a%00b HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("an overlong slash", "GET /..%c0%afetc HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("an overlong dot", "GET /%c0%ae%c0%ae/x HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("half a surrogate", "GET /?q=%ed%a0%80 HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("an incomplete escape sequence", "GET /?q=%4 HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("an escaped line break", "GET /?q=a%0d%0aX:b HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("a fragment", "GET /#a HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("a backslash", "GET /..\\etc HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("a target that is not a path", "GET etc HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused("raw bytes beyond ASCII", "GET /ä HTTP/1.1\r\nHost: a\r\n\(close)\r\n"),
    Refused(
      "a target of 8 kB",
      "GET /\(String(repeating: "a", count: 8192)) HTTP/1.1\r\nHost: a\r\n\(close)\r\n", [414]),
    Refused(
      "a target of 100 kB",
      "GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\nHost: a\r\n\(close)\r\n",
      [414, 431]),
    Refused(
      "a header of 64 kB",
      "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 65_536))\r\n\r\n", [431]),
    Refused(
      "a hundred fields",
      "GET / HTTP/1.1\r\nHost: a\r\n"
        + (0..<100).map { "X-\($0): a\r\n" }.joined() + "\r\n", [431]),
    Refused("an unknown version", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", [400, 505]),
    Refused("a version that is a word", "GET / nonsense\r\nHost: a\r\n\r\n", [400, 505]),
  ]

  @Test(arguments: refused)
  func `is rejected with the correct status, and the server continues to work`(
    _ refused: Refused
  ) throws {
    let server = try EchoServer()
    let client = RawClient(port: server.port, patience: 3)
    client.send(refused.text)
    let answer = client.receive(until: "\r\n\r\n")
    let status = EchoServer.status(answer)
    #expect(status.map(refused.status.contains) == true, "answered \(answer.prefix(200))")
    let after = server.status(of: "GET / HTTP/1.1\r\nHost: a\r\n\(Self.close)\r\n")
    #expect(after == 200)
  }

  @Test func `a folded line is refused`() throws {
    let server = try EchoServer()
    let folded = "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\(Self.close)\r\n"
    #expect(server.status(of: folded) == 400)
    let disguised = "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n Y: c\r\n\(Self.close)\r\n"
    #expect(server.status(of: disguised) == 400)
  }

  /// The library treats such a field as the end of the header.
  ///
  /// The client only affects itself; a proxy must not forward such a field, and nginx does not.
  @Test func `a request after a field without a name is not answered`() throws {
    let server = try EchoServer()
    let answer = server.answer(
      to:
        "GET / HTTP/1.1\r\nHost: a\r\n: b\r\nX: c\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(!answer.contains("smuggled"))
    #expect(answer.contains("HTTP/1.1 400"))
  }

  @Test func `a request smuggled after a rejected message is never answered`() throws {
    let server = try EchoServer()
    let smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
    let covers = [
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 44\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
    ]
    for cover in covers {
      let answer = server.answer(to: cover + smuggled)
      #expect(!answer.contains("smuggled"), "\(answer)")
    }
  }

  @Test func `chunks are joined, and an invalid chunk ends the connection`() throws {
    let server = try EchoServer()
    let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\(Self.close)\r\n"
    #expect(server.answer(to: head + "4\r\nabcd\r\n3\r\nefg\r\n0\r\n\r\n").contains("POST   7"))
    let answer = server.answer(to: head + "zz\r\nabcd\r\n0\r\n\r\n")
    #expect(EchoServer.status(answer) != 200, "\(answer)")
  }

  @Test func `chunks beyond the limit are rejected and not stored`() throws {
    let server = try EchoServer()
    let chunk = "4000\r\n" + String(repeating: "a", count: 0x4000) + "\r\n"
    let client = RawClient(port: server.port)
    client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in 0..<20 { client.send(chunk) }
    client.send("0\r\n\r\n")
    #expect(EchoServer.status(client.receive()) == 413)
  }

  @Test func `several requests on one connection are answered in order`() throws {
    let server = try EchoServer()
    let answer = server.answer(
      to: "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n"
        + "GET /3 HTTP/1.1\r\nHost: a\r\n\(Self.close)\r\n")
    let bodies = answer.split(separator: "\r\n").filter { $0.hasPrefix("GET ") }
    #expect(bodies.map { $0.prefix(5) } == ["GET 1", "GET 2", "GET 3"])
  }

  @Test func `a HEAD request is answered without content`() throws {
    let server = try EchoServer()
    let answer = server.answer(to: "HEAD /1 HTTP/1.1\r\nHost: a\r\n\(Self.close)\r\n")
    #expect(EchoServer.status(answer) == 200)
    #expect(answer.contains("Content-Length: "))
    #expect(answer.hasSuffix("\r\n\r\n"))
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n", "X-A: b\r\n"),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n", "a"),
  ])
  func `a header or body that drips in is cut off`(beginning: String, drop: String) throws {
    var limits = HTTPServer.Limits()
    limits.request = 1
    let server = try EchoServer(limits)
    let client = RawClient(port: server.port)
    client.send(beginning)
    var isOpen = true
    for _ in 0..<60 where isOpen {
      isOpen = client.send(drop)
      usleep(100_000)
      server.server.closeLateConnections()
    }
    #expect(!isOpen)
    #expect(server.server.connections == 0)
  }

  @Test func `a request in progress is answered while the server shuts down`() throws {
    let listener = try Listener(address: "127.0.0.1", port: 0)
    let server = try HTTPServer(listener, threads: 2, responder: Echo())
    let port = listener.port
    let client = RawClient(port: port)
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n")
    usleep(200_000)
    var thread = pthread_t()
    let pointer = unsafe Unmanaged.passRetained(server).toOpaque()
    _ = unsafe pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer = unsafe pointer else { return nil }
        unsafe Unmanaged<HTTPServer>.fromOpaque(pointer).takeRetainedValue().drain(within: 5)
        return nil
      }, pointer)
    usleep(200_000)
    client.send("ab")
    let answer = client.receive()
    pthread_join(thread, nil)
    #expect(EchoServer.status(answer) == 200)
    #expect(answer.contains("Connection: close"))
    #expect(
      EchoServer.status(
        {
          let late = RawClient(port: port, patience: 1)
          late.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
          return late.receive()
        }()) == nil)
  }

  @Test func `no bytes crash the server`() throws {
    let server = try EchoServer()
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let count = Int.random(in: 1...300, using: &generator)
      let client = RawClient(port: server.port, patience: 1)
      client.send(
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) } + [13, 10, 13, 10])
    }
    #expect(server.status(of: "GET / HTTP/1.1\r\nHost: a\r\n\(Self.close)\r\n") == 200)
  }
}
