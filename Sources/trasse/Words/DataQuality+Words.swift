import TextFormats
import TrenchPlanning

extension DataQuality.Fault {
  /// The fault, and how to fix it.
  var words: String {
    switch self {
    case .island(let street, let length, let distance):
      "\(street ?? "an unnamed street") and \(length) m of streets connected to it are not "
        + "connected to any other street; draw the connection, \(distance) m away"
    case .crossingWithoutJunction(let other):
      "crosses \(other) without a shared vertex; draw one, or mark the bridge"
    case .looseEnd(let distance, let other):
      "ends \(NumberStyle.plain.text(distance, places: 3)) m from \(other) without a shared "
        + "vertex; draw the connection, or raise network.snap_tolerance_metres"
    case .duplicateAddress(let label, let distance, let other):
      "\(label) occurs twice, \(distance) m apart (also \(other)); delete one, or distinguish "
        + "them by town or postcode"
    case .unknownStreet(let label): "\(label): no street of the project has this name"
    case .farAway(let label, let kilometres):
      "\(label) is \(kilometres) km from the others; check its coordinates and their CRS"
    case .dwellingsEstimated(let count):
      "the dwellings of \(count) addresses are estimated; import a column with their number"
    case .noBuilding(let count): "\(count) addresses are not at a building; check their positions"
    case .unknownCapacity(let count):
      "\(count) conduits have no capacity in the data, so plans do not use them; import "
        + "capacity and used, or set conduits.unknown_capacity_has_room"
    case .overfullConduit(let used, let capacity):
      "has \(used) used slots of \(capacity); correct one of the two numbers"
    case .noNetwork:
      "there is no PoP and no conduit; planning will choose the best place for a PoP"
    }
  }
}
