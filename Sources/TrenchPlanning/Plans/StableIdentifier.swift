import Geospatial
import Hashing
import NetworkModel

/// Names derived from geometry, so that they survive a re-run and do not hang on any order of rows.
enum StableIdentifier {
  /// The id of a node: its position in millimetres, with the level where it is not on the ground.
  static func node(at position: Coordinate, level: Int32) -> String {
    let key = MillimetreKey(position)
    let place = "n\(text(key.x))-\(text(key.y))"
    return level == 0 ? place : "\(place)@\(level)"
  }

  /// The id of a segment: its kind and its course, whichever end it is drawn from.
  ///
  /// What leads down into a conduit is another segment than a trench with the same course.
  static func segment(
    _ kind: TrenchSegment.Kind, along points: [Coordinate], entersConduit: Bool = false
  ) -> String {
    let keys = points.map { MillimetreKey($0) }
    let reversed = Array(keys.reversed())
    let forward = keys.lexicographicallyPrecedes(reversed) { ($0.x, $0.y) < ($1.x, $1.y) }
    var hash = FNV1a()
    hash.add(contentsOf: kind.rawValue.utf8)
    if entersConduit { hash.add(UInt8(ascii: "@")) }
    for key in forward ? keys : reversed {
      hash.add(key.x)
      hash.add(key.y)
    }
    return "t\(text(Int64(bitPattern: hash.value >> 1)))"
  }

  private static func text(_ number: Int64) -> String {
    String(number, radix: 36)
  }
}
