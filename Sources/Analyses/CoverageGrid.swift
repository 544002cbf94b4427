public import Geospatial
public import NetworkModel
import TextFormats

/// Counts of dwellings in square cells that may be published: counts below a threshold are
/// withheld.
public struct CoverageGrid: Sendable {
  /// One cell with at least one dwelling.
  public struct Cell: Sendable {
    /// The cell's name in the form of INSPIRE, in the project's CRS:
    /// `CRS25832RES100mN5685000E350100`.
    ///
    /// Source: INSPIRE data specification on geographical grid systems, 3.1, section 4.2.1.
    public let name: String
    /// The south-western corner.
    public let corner: Coordinate
    /// The counts of dwellings.
    public let counts: CoverageCounts
  }

  /// The side of a cell in metres.
  public static let side = 100
  /// Smaller counts are withheld, because they could reveal facts about single households.
  public static let leastCount = 4

  /// The cells, ordered by name.
  public let cells: [Cell]

  /// Counts the dwellings of homes.
  public init(_ homes: [Coverage.Home], crs: CoordinateReferenceSystem) {
    struct Place: Hashable {
      let north: Int
      let east: Int
    }
    var counts: [Place: CoverageCounts] = [:]
    for home in homes {
      let side = Double(Self.side)
      let place = Place(
        north: Int(saturating: home.address.location.y / side, .down) &* Self.side,
        east: Int(saturating: home.address.location.x / side, .down) &* Self.side)
      counts[place, default: CoverageCounts()] += home.asDwellings
    }
    cells = counts.map { place, counts in
      Cell(
        name: "CRS\(crs.code)RES\(Self.side)mN\(place.north)E\(place.east)",
        corner: Coordinate(x: Double(place.east), y: Double(place.north)), counts: counts)
    }.sorted { $0.name < $1.name }
  }

  /// A count if it may be published; `nil` if it is withheld.
  public static func published(_ count: Int) -> Int? { count < leastCount ? nil : count }
}
