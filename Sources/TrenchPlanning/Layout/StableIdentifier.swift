import Geospatial
import Hashing
import NetworkModel

/// Ids derived from geometry, so that they are the same in every run and for every order of the
/// input.
enum StableIdentifier {
  /// The id of a node: its position in millimetres, and its plane if it is not the ground.
  static func node(at position: Coordinate, plane: Int32) -> NetworkNodeID {
    let key = MillimetreKey(position)
    let name = "n\(text(key.x))-\(text(key.y))"
    return NetworkNodeID(plane == 0 ? name : "\(name)@\(plane)")
  }

  /// The id of a segment: a hash of its kind and its points, which does not depend on its
  /// direction.
  ///
  /// A segment that enters a conduit has another id than a trench with the same points.
  static func segment(
    _ kind: TrenchSegment.Kind, along points: [Coordinate], entersConduit: Bool = false
  ) -> SegmentID {
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
    return SegmentID("t\(text(Int64(bitPattern: hash.value >> 1)))")
  }

  private static func text(_ number: Int64) -> String {
    String(number, radix: 36)
  }
}
