/// Any points and words as a tile: what is read from it is what was written.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTile(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var rest = unsafe Array(UnsafeBufferPointer(start: start, count: count))[...]
  func next() -> Int32 { Int32(rest.popFirst() ?? 0) }
  var tile = VectorTile()
  var written: [TileReader.Feature] = []
  while !rest.isEmpty && written.count < 20 {
    let points = (0..<next() % 8 + 1).map { _ in
      VectorTile.Position(x: next() * 256 + next() - 16_384, y: next() * 256 + next() - 16_384)
    }
    let word = String(decoding: rest.prefix(Int(next() % 16)), as: UTF8.self)
    rest = rest.dropFirst(word.utf8.count)
    tile.add(.points(points), [("class", word), ("id", String(written.count % 3))])
    written.append(
      TileReader.Feature(
        points: points.map { [Int($0.x), Int($0.y)] },
        attributes: ["class": word, "id": String(written.count % 3)]))
  }
  let read = TileReader(tile.bytes(layer: "addresses"))
  precondition(read.features == written)
  precondition(read.extent == 4096 && read.version == 2)
  return 0
}
