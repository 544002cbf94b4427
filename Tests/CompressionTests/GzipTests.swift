import Compression
import Testing

struct GzipTests {
  private let content = Array(String(repeating: "Lindengasse 5, ", count: 50_000).utf8)

  @Test func `what is compressed is read back`() throws {
    let packed = try #require(Gzip.compress(content, level: 5))
    #expect(Gzip.isCompressed(packed) && !Gzip.isCompressed(content))
    #expect(packed.count < content.count / 50)
    #expect(try Gzip.decompress(packed, limit: content.count) == content)
    let empty = try #require(Gzip.compress([], level: 5))
    #expect(try Gzip.decompress(empty, limit: 0).isEmpty)
  }

  @Test func `several members are read as one content`() throws {
    let packed = try #require(Gzip.compress(content, level: 1))
    #expect(try Gzip.decompress(packed + packed, limit: 1 << 30) == content + content)
  }

  @Test func `content beyond the limit is refused`() throws {
    let packed = try #require(Gzip.compress(content, level: 9))
    #expect(throws: Gzip.ReadError.isTooLarge(limit: content.count - 1)) {
      try Gzip.decompress(packed, limit: content.count - 1)
    }
  }

  @Test func `damaged and incomplete bytes are refused`() throws {
    let packed = try #require(Gzip.compress(content, level: 5))
    var damaged = packed
    damaged[packed.count / 2] ^= 0xFF
    for bytes in [damaged, packed.dropLast(1).map(\.self), [], [0x1F, 0x8B], Array(content)] {
      #expect(throws: Gzip.ReadError.isDamaged) { try Gzip.decompress(bytes, limit: 1 << 30) }
    }
  }
}
