import FeatureStream
import TestSupport
import Testing

struct FeatureStreamTests {
  private let layer = StreamedLayer(
    name: "häuser", fields: ["street", "number"], crs: 25832)

  /// A whole stream: a layer, a feature of each kind, the end.
  private var stream: [UInt8] {
    var encoder = MessageEncoder()
    encoder.append(layer)
    encoder.append(StreamedLayer(name: "", fields: [], crs: nil))
    encoder.appendStart()
    encoder.beginFeature(layer: 0, number: -7)
    unsafe Array("Ring".utf8).withUnsafeBytes { unsafe encoder.appendValue(column: 1, utf8: $0) }
    encoder.endFeature(binary: [1, 2, 3])
    encoder.beginFeature(layer: 1, number: 8)
    encoder.endFeature(unusable: .empty)
    encoder.beginFeature(layer: 1, number: .max)
    encoder.endFeature(unusable: nil)
    encoder.appendEnd()
    return encoder.bytes
  }

  /// The messages of bytes that arrive in parts of a size.
  private func messages(_ bytes: [UInt8], partSize: Int) throws -> [StreamMessage] {
    var decoder = MessageDecoder()
    var messages: [StreamMessage] = []
    for start in stride(from: 0, to: bytes.count, by: partSize) {
      unsafe bytes[start..<min(bytes.count, start + partSize)].withUnsafeBytes {
        unsafe decoder.append($0)
      }
      while let message = try decoder.next() { messages.append(message) }
    }
    return messages
  }

  @Test(arguments: [1, 7, 1000]) func `what is sent arrives in parts of any size`(size: Int) throws
  {
    #expect(
      try messages(stream, partSize: size) == [
        .layer(layer), .layer(StreamedLayer(name: "", fields: [], crs: nil)),
        .start,
        .feature(
          StreamedFeature(layer: 0, number: -7, values: [nil, "Ring"], shape: .binary([1, 2, 3]))),
        .feature(StreamedFeature(layer: 1, number: 8, values: [], shape: .unusable(.empty))),
        .feature(StreamedFeature(layer: 1, number: .max, values: [], shape: .none)), .end,
      ])
  }

  @Test(arguments: [
    ReadFailure.unknownFormat("x"), .damaged(""), .contentLimit(.max), .unconfined,
  ])
  func `a failure arrives, and nothing after it is accepted`(failure: ReadFailure) throws {
    var encoder = MessageEncoder()
    encoder.append(failure)
    #expect(try messages(encoder.bytes, partSize: 5) == [.failure(failure)])
    #expect(throws: MalformedStream.self) { try messages(encoder.bytes + stream, partSize: 5) }
  }

  @Test func `messages in another order are refused`() {
    var features = MessageEncoder()
    features.beginFeature(layer: 0, number: 1)
    features.endFeature(unusable: nil)
    #expect(throws: MalformedStream.self) { try messages(features.bytes, partSize: 100) }
    var end = MessageEncoder()
    end.appendEnd()
    #expect(throws: MalformedStream.self) { try messages(end.bytes, partSize: 100) }
    #expect(throws: MalformedStream.self) { try messages(stream + stream, partSize: 100) }
  }

  @Test func `a layer or a column that does not exist is refused`() {
    var encoder = MessageEncoder()
    encoder.append(layer)
    encoder.appendStart()
    var wrongLayer = encoder
    wrongLayer.beginFeature(layer: 1, number: 1)
    wrongLayer.endFeature(unusable: nil)
    #expect(throws: MalformedStream.self) { try messages(wrongLayer.bytes, partSize: 100) }
    encoder.beginFeature(layer: 0, number: 1)
    unsafe Array("x".utf8).withUnsafeBytes { unsafe encoder.appendValue(column: 2, utf8: $0) }
    encoder.endFeature(unusable: nil)
    #expect(throws: MalformedStream.self) { try messages(encoder.bytes, partSize: 100) }
  }

  @Test func `a length that was announced takes no memory before its bytes arrive`() throws {
    // 256 MiB are announced.
    #expect(try messages([0, 0, 0, 16, 0], partSize: 5).isEmpty)
    #expect(throws: MalformedStream.self) { try messages([1, 0, 0, 16, 0], partSize: 5) }
    #expect(throws: MalformedStream.self) { try messages([0, 0, 0, 0], partSize: 4) }
  }

  @Test func `mutated streams are refused or read, and end nothing`() {
    var generator = SeededGenerator(seed: 7)
    var refused = 0
    for _ in 0..<20_000 {
      var bytes = stream
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let position = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: position)
        default: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: position)
        }
      }
      if (try? messages(bytes, partSize: 64)) == nil { refused += 1 }
    }
    #expect(refused > 5_000 && refused < 20_000)
  }

  @Test func `a request is read back, and a damaged one is refused`() throws {
    let request = ReadRequest(
      path: "/a b/ä.zip", packing: .zip, openStreetMapSettings: "x=1", readable: ["/c", "/d"],
      temporaryFolder: "/tmp/x",
      limits: ReadLimits(memory: 1, seconds: 2, temporaryFile: 3, content: .max),
      allowsUnconfined: true)
    #expect(try ReadRequest(decoding: request.encoded) == request)
    for length in 0..<request.encoded.count {
      #expect(throws: MalformedStream.self) {
        try ReadRequest(decoding: Array(request.encoded.prefix(length)))
      }
    }
    #expect(throws: MalformedStream.self) { try ReadRequest(decoding: request.encoded + [0]) }
  }

  @Test func `the limits grow with the file and do not overflow`() {
    let small = ReadLimits(forFileOf: 11_000)
    #expect(small.content < 300 << 20 && small.seconds == 20)
    let large = ReadLimits(forFileOf: 4 << 30)
    #expect(large.content >= 400 << 30 && large.seconds > 20_000)
    #expect(ReadLimits(forFileOf: .max).content > large.content)
  }
}
