public import NetworkModel

/// Why a feature was left out, or what was repaired in it.
///
/// The programs word it; the library states the facts.
public enum ImportFault: Hashable, Sendable {
  /// The geometry that a layer requires.
  public enum Shape: Hashable, Sendable {
    case point, line, surface, lineOrSurface
  }

  /// The feature has no geometry.
  case noGeometry
  /// The geometry has no position.
  case emptyGeometry
  /// GDAL cannot write the geometry as well-known binary.
  case unwritableGeometry
  /// The geometry has more than eight million positions.
  case tooLargeGeometry
  /// A value of the feature is longer than 1 MiB.
  case longValue
  /// The well-known binary cannot be read; what is wrong with it.
  case unreadableGeometry(String)
  /// A value is not a number from 0 to a limit; its beginning.
  case invalidNumber(field: String, value: String, limit: Int)
  /// The text of the house numbers names more than a limit, or is longer than all of them.
  case tooManyHouseNumbers(limit: Int)
  /// An outline that crosses itself too often to be repaired.
  case tooManyCrossings(limit: Int)
  /// The layer requires another geometry.
  case wrongGeometry(wanted: Shape)
  /// A line whose positions are all the same.
  case lineWithoutLength
  /// A surface whose outline encloses no area.
  case surfaceWithoutArea
  /// A footprint whose outline is not closed.
  case openFootprint
  /// A water surface whose outline is not closed.
  case openWater
  /// An outline that crosses itself; it was repaired.
  case selfCrossing
  /// An outline that crosses itself and cannot be repaired.
  case irreparableOutline
  /// Coordinates that are not finite numbers.
  case coordinatesNotNumbers
  /// Coordinates of a line of an address list that are not decimal numbers.
  case listCoordinatesNotNumbers
  /// The easting begins with the number of the zone.
  case zoneInEasting
  /// The two coordinates are exchanged.
  case swappedCoordinates
  /// The position is outside the zone of the project's CRS.
  case outsideZone
  /// An address without a street name, and without a named street nearby.
  case noStreet
  /// A house number that contains no number.
  case noHouseNumber
  /// A feature without a house number: an address of land, not of a home.
  case notAHome
  /// A line of an address list with another number of fields than the format has.
  case fieldCount(Int)
  /// An obstacle of an unknown kind.
  case unknownObstacleKind
  /// A site of an unknown kind.
  case unknownSiteKind
  /// A surveyed work of an unknown kind.
  case unknownWorkKind(String)
  /// A surveyed work with another geometry than its kind requires.
  case wrongWorkGeometry(BuiltWork.Kind)
  /// A surveyed work without a usable geometry.
  case noUsableGeometry
  /// An id that another feature of the file has.
  case repeatedID
}
