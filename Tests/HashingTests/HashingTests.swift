import Hashing
import Testing

/// Hashes against their published values.
struct HashingTests {
  @Test func `SHA-256 gives the published hashes`() {
    #expect(
      SHA256.hexadecimal(of: "abc")
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hexadecimal(of: [] as [UInt8])
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func `SHA-256 of pieces is that of the whole, and a restart forgets them`() {
    var hash = SHA256()
    hash.add("something else")
    hash.restart()
    hash.add("a")
    hash.add(Array("bc".utf8))
    #expect(hash.hexadecimal() == SHA256.hexadecimal(of: "abc"))
  }

  /// The values are those of RFC 9923, appendix C.
  @Test func `FNV-1a gives the published hashes`() {
    func hash(_ text: String) -> UInt64 {
      var hash = FNV1a()
      hash.add(contentsOf: text.utf8)
      return hash.value
    }
    #expect(FNV1a().hexadecimal == "cbf29ce484222325")
    #expect(hash("") == 0xCBF2_9CE4_8422_2325)
    #expect(hash("a") == 0xAF63_DC4C_8601_EC8C)
    #expect(hash("foobar") == 0x8594_4171_F739_67E8)
  }

  @Test func `a number is added as eight bytes, the least significant first`() {
    var number = FNV1a()
    number.add(0x0102_0304 as Int64)
    var bytes = FNV1a()
    bytes.add(contentsOf: [4, 3, 2, 1, 0, 0, 0, 0])
    #expect(number.value == bytes.value)
  }
}
