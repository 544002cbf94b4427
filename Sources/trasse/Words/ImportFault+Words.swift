import Importing
import NetworkModel
import TextFormats

extension ImportFault {
  /// The fault in a few words.
  var reason: String {
    switch self {
    case .noGeometry: "no geometry"
    case .emptyGeometry: "empty geometry"
    case .unwritableGeometry: "geometry that cannot be written as well-known binary"
    case .tooLargeGeometry: "geometry with more than eight million positions"
    case .longValue: "a value longer than 1 MiB"
    case .invalidNumber(let field, _, let limit):
      "\(field) is not a number from 0 to \(NumberStyle.grouped.text(limit))"
    case .tooManyHouseNumbers(let limit): "more than \(limit) house numbers on one object"
    case .tooManyCrossings(let limit): "outline crosses itself more than \(limit) times"
    case .unreadableGeometry(let reason): reason
    case .wrongGeometry(.lineOrSurface): "not a line or a surface"
    case .wrongGeometry(let wanted): "not a \(wanted)"
    case .lineWithoutLength: "line of no length"
    case .surfaceWithoutArea: "surface without area"
    case .openFootprint: "footprint is not closed"
    case .openWater: "water that is not closed"
    case .selfCrossing: "outline crosses itself"
    case .irreparableOutline: "outline that cannot be repaired"
    case .coordinatesNotNumbers, .listCoordinatesNotNumbers: "coordinates that are not numbers"
    case .zoneInEasting: "a zone number in front of the easting"
    case .swappedCoordinates: "swapped coordinates"
    case .outsideZone: "coordinates outside the project's zone"
    case .noStreet: "no street name"
    case .noHouseNumber, .notAHome: "no house number"
    case .fieldCount(let count): "\(count) fields instead of 18 or 21"
    case .unknownObstacleKind: "unknown kind of obstacle"
    case .unknownSiteKind: "unknown kind of site"
    case .unknownWorkKind(let word): "unknown kind of work \(word)"
    case .wrongWorkGeometry(let kind):
      "a \(kind.rawValue) that is no \(kind.isLine ? "line of some length" : "point")"
    case .noUsableGeometry: "no geometry that can be used"
    case .repeatedID: "an id that stands twice"
    }
  }

  /// What the user can do.
  var fix: String {
    switch self {
    case .noGeometry: "give the feature a geometry"
    case .emptyGeometry, .unwritableGeometry, .unreadableGeometry, .noUsableGeometry:
      "draw the feature again"
    case .tooLargeGeometry: "divide or simplify the geometry"
    case .longValue: "shorten the value, or leave out its column"
    case .invalidNumber(_, let value, _): "write a number instead of \(value.visibleOnOneLine)"
    case .tooManyHouseNumbers: "give each house an object of its own"
    case .tooManyCrossings: "draw the outline again"
    case .wrongGeometry(.lineOrSurface): "draw its course"
    case .wrongGeometry, .wrongWorkGeometry: "give the feature the right geometry"
    case .lineWithoutLength: "draw the line or delete it"
    case .surfaceWithoutArea: "draw the outline again"
    case .openFootprint: "close the outline of the building"
    case .openWater: "close its outline"
    case .selfCrossing: "repaired here; draw it again in the source"
    case .irreparableOutline: "draw it again"
    case .coordinatesNotNumbers: "correct its position"
    case .listCoordinatesNotNumbers: "write east and north as decimal numbers"
    case .zoneInEasting: "import the file in the CRS EPSG:4647 (zone 32) or EPSG:5650 (zone 33)"
    case .swappedCoordinates: "exchange its two coordinates: east, or longitude, comes first"
    case .outsideZone: "correct its position, or name the right CRS of the file"
    case .noStreet: "name the street; no named street lies within 50 m either"
    case .noHouseNumber: "write a number"
    case .notAHome: "nothing to do: it is not a home"
    case .fieldCount: "check the line for missing or extra semicolons"
    case .unknownObstacleKind: "write rail, water or motorway in the column kind"
    case .unknownSiteKind: "write pop, cabinet or shaft in the column kind"
    case .unknownWorkKind:
      "write \(BuiltWork.Kind.allCases.map(\.rawValue).joined(separator: ", ")), or say it "
        + "for all features at once"
    case .repeatedID: "give each feature an id of its own"
    }
  }
}

extension [ImportReport.Finding] {
  /// The number of findings by reason, ordered by reason.
  var byReason: [(reason: String, count: Int)] {
    var counts: [String: Int] = [:]
    for finding in self { counts[finding.fault.reason, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension ImportNote {
  /// The note as a sentence for the user.
  var words: String {
    switch self {
    case .layer(let name, let role, let columns):
      "layer \(name) read as \(role.rawValue): "
        + columns.map { "\($0.field)=\($0.column)" }.joined(separator: ", ")
    case .emptyLayer(let name): "layer \(name) is empty"
    case .removed("address", let count, let file):
      "\(count) addresses that \(file) brought earlier are no longer in it and were removed"
    case .removed(let layer, let count, let file):
      "\(count) of \(layer) that \(file) brought earlier are no longer in it and were removed"
    case .outside(let count, let area): "\(count) features lie outside \(area)"
    }
  }
}
