import Analyses
import Exporting
import Geospatial
import NetworkModel
public import TextFormats

/// What a drawing of coverage shows.
public enum CoverageDrawing: String, CaseIterable, Sendable {
  /// Each home as a point.
  case points
  /// Cells of 100 m, small counts withheld.
  case grid
  /// The areas that are passed.
  case areas
}

extension MeasureCoverage.Output {
  /// Writes a drawing as GeoJSON.
  ///
  /// - Parameters:
  ///   - drawing: what it shows.
  ///   - byDistrict: whether areas are drawn by district, too.
  ///   - day: the day of the report; `nil` for now.
  ///   - sink: the destination.
  /// - Throws: what the sink throws.
  public func write(
    _ drawing: CoverageDrawing, byDistrict: Bool, asOf day: String?, to sink: some ByteSink
  ) throws {
    guard let crs else { return }
    let features: [FeatureExport.Feature] =
      switch drawing {
      case .points: coverage.homes.map(Self.point)
      case .grid: CoverageGrid(coverage.homes, crs: crs).cells.map(Self.cell)
      case .areas: coverage.areas.filter { byDistrict || $0.district.isEmpty }.map(Self.area)
      }
    try FeatureExport.write(
      "coverage_\(drawing.rawValue)",
      members: [
        ("rule", .text(coverage.rule.name)), ("rule_version", .text(coverage.version)),
        ("distance_m", .metres(coverage.metres)), ("as_of", .text(day)),
      ], features, from: crs, to: sink)
  }

  private static func point(_ home: Coverage.Home) -> FeatureExport.Feature {
    FeatureExport.Feature(
      id: home.address.id.rawValue,
      properties: [
        ("address_id", .text(home.address.id.rawValue)), ("district", .text(home.district)),
        ("dwellings", .count(home.dwellings)), ("passed", .flag(home.isPassed)),
        ("passed_plus", .flag(home.isPassedPlus)), ("connected", .flag(home.isConnected)),
        ("activated", .count(home.activated)),
      ], geometry: .point(home.address.location))
  }

  private static func cell(_ cell: CoverageGrid.Cell) -> FeatureExport.Feature {
    let (x, y, side) = (cell.corner.x, cell.corner.y, Double(CoverageGrid.side))
    let ring = [(0.0, 0.0), (side, 0), (side, side), (0, side), (0, 0)].map { east, north in
      Coordinate(x: x + east, y: y + north)
    }
    // All counts of a cell are withheld where its total is too small.
    let isPublished = CoverageGrid.published(cell.counts.total) != nil
    func count(_ count: Int) -> FeatureExport.Value {
      .count(isPublished ? CoverageGrid.published(count) : nil)
    }
    return FeatureExport.Feature(
      id: cell.name,
      properties: [
        ("cell", .text(cell.name)), ("dwellings", count(cell.counts.total)),
        ("passed", count(cell.counts.passed)), ("passed_plus", count(cell.counts.passedPlus)),
        ("connected", count(cell.counts.connected)), ("activated", count(cell.counts.activated)),
        ("withheld", .flag(!isPublished)),
      ], geometry: Polygon(exterior: ring).map { .polygon($0) })
  }

  private static func area(_ area: CoverageArea) -> FeatureExport.Feature {
    FeatureExport.Feature(
      id: area.district.isEmpty ? "all" : area.district,
      properties: [
        ("district", .text(area.district.isEmpty ? nil : area.district)),
        ("dwellings", .count(area.dwellings.total)), ("passed", .count(area.dwellings.passed)),
        ("passed_plus", .count(area.dwellings.passedPlus)),
        ("connected", .count(area.dwellings.connected)),
        ("activated", .count(area.dwellings.activated)),
        ("take_up", .fraction(area.dwellings.takeUp)),
      ], geometry: area.surface.isEmpty ? nil : .multiPolygon(area.surface))
  }
}
