import Geospatial
import TextFormats
import TrenchPlanning

extension PlanNote {
  /// The note in words.
  var words: String {
    switch self {
    case .popAtCapacity:
      "a PoP is at capacity: the other homes are connected through the next one"
    case .conduitsAtCapacity:
      "conduits are at capacity: the other homes are connected on another path"
    case .conduitsAssumedFed(let networks):
      "no PoP is known: each of the \(networks) connected networks of conduits with free capacity "
        + "is assumed to be fed"
    case .popPlaced(let location):
      "no PoP and no conduit is known: the best location for a PoP is "
        + "\(NumberStyle.plain.text(location.x, places: 3)),\(NumberStyle.plain.text(location.y, places: 3))"
    case .nothingBuilt(let cents, let isForProfit):
      "nothing is built: the first connection would cost \(NumberStyle.grouped.euros(cents: cents))"
        + (isForProfit ? ", and no home or group of homes brings in what it costs" : "")
    case .alreadyConnected(let addresses):
      "\(addresses) addresses are connected already and stay as they are"
    }
  }
}
