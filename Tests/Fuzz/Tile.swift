/// Fuzz target: a tile with any shapes and attributes is read back unchanged.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTile(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var rest = unsafe Array(UnsafeBufferPointer(start: start, count: count))[...]
  func next() -> Int32 { Int32(rest.popFirst() ?? 0) }
  var tile = VectorTile()
  var written: [TileReader.Feature] = []
  while !rest.isEmpty && written.count < 20 {
    func course() -> [VectorTile.Position] {
      (0..<next() % 8 + 3).map { _ in
        VectorTile.Position(x: next() * 256 + next() - 16_384, y: next() * 256 + next() - 16_384)
      }
    }
    let kind = TileReader.Feature.Kind(rawValue: Int(next() % 3) + 1) ?? .points
    let parts = (0..<(kind == .points ? 1 : next() % 3 + 1)).map { _ in course() }
    let word = String(decoding: rest.prefix(Int(next() % 16)), as: UTF8.self)
    rest = rest.dropFirst(word.utf8.count)
    let shape: VectorTile.Shape =
      switch kind {
      case .points: .points(parts[0])
      case .lines: .lines(parts)
      case .rings: .rings(parts)
      }
    tile.add(shape, [("class", word), ("id", String(written.count % 3))])
    written.append(
      TileReader.Feature(
        kind: kind, parts: parts.map { $0.map { [Int($0.x), Int($0.y)] } },
        attributes: ["class": word, "id": String(written.count % 3)]))
  }
  let read = TileReader(tile.bytes(layer: "addresses"))
  precondition(read.features == written)
  precondition(read.extent == 4096 && read.version == 2)
  return 0
}
