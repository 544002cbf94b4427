import Analyses
import CommandLineKit
import Exporting
import Geospatial
import Importing
import NetworkModel
import ProjectStore
import Rules
import TextFormats
import TrenchPlanning

/// `trasse coverage`: which homes the network passes, connects and serves, on any day.
struct CoverageCommand: Command {
  static let declaration = CommandDeclaration(
    name: "coverage",
    summary: "tells which homes the network passes, connects and serves, on any day",
    positionals: [SharedOptions.project],
    options: [
      SharedOptions.coverageRule,
      .init(name: "--by", kind: .choice(["district"]), help: "also by district"),
      .init(
        name: "--at", value: "DATE", help: "as it was then: 2024-03-05 or 05.03.2024 (default now)"),
      SharedOptions.upTo,
      .init(
        name: "--up-to-survey", value: "N",
        help: "only works that had been entered by the survey of this number"),
      .init(
        name: "--geojson", kind: .choice(Drawing.allCases.map(\.rawValue)),
        help: "each home, cells of 100 m with small counts withheld, or the areas passed"),
      .init(
        name: "-o", value: "FILE", kind: .file,
        help: "where the GeoJSON goes (default standard output)"),
      SharedOptions.rules,
    ],
    example: "trasse coverage ratingen.gpkg --rule rtr --by district --at 31.12.2025")

  /// What can be written as GeoJSON.
  enum Drawing: String, CaseIterable {
    case points, grid, areas
  }

  private let path: String
  private let rule: Coverage.Rule
  private let byDistrict: Bool
  private let moment: LedgerMoment?
  private let lastSurvey: Int64?
  private let drawing: Drawing?
  private let target: String?
  private let rules: String?
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    rule = try arguments.coverageRule()
    byDistrict = arguments.isSet("--by")
    let day = arguments.value("--at")
    if day == nil && (arguments.isSet("--up-to") || arguments.isSet("--up-to-survey")) {
      throw UsageError.message("--up-to and --up-to-survey repeat a report: give --at, too")
    }
    moment = try day.map { try arguments.moment($0) }
    lastSurvey = try arguments.sequenceNumber("--up-to-survey")
    drawing = arguments.value("--geojson", as: Drawing.self)
    target = arguments.value("-o")
    if target != nil && drawing == nil {
      throw UsageError.message("-o is for GeoJSON: say what is drawn with --geojson")
    }
    rules = arguments.value("--rules")
    isJSON = arguments.isJSON
  }

  func run() throws {
    let project = try Project(path: path, readOnly: moment != nil || drawing != nil)
    let rules = try RulesFile.read(self.rules)
    let facts = Coverage.Facts(
      addresses: try project.addresses(), conduits: try project.conduits(),
      works: try project.builtWorks(
        at: SurveyMoment(time: moment?.time, lastSurvey: lastSurvey)),
      standings: try moment.map { try project.standings(at: $0) } ?? project.standings(),
      parcels: try project.parcels(), areas: try project.areas())
    let coverage = try Coverage(
      facts, rule: rule, rules: rules, asOf: moment.map { "\($0.time)" },
      drawsAreas: drawing == .areas || (drawing == nil && moment == nil))
    if let drawing { return try draw(coverage, drawing, of: project) }
    // What the layer holds is of today: a past day is only told.
    if moment == nil { try project.store(coverage.areas, rule: rule.name) }
    let rows = coverage.areas.filter { byDistrict || $0.district.isEmpty }
    let source = Source(
      lastEvent: try moment?.lastEvent ?? project.ledgerHead().sequence,
      lastSurvey: try lastSurvey ?? project.surveys().last?.number ?? 0)
    print(
      isJSON ? json(coverage, rows, source).document : text(coverage, rows, source).visible,
      terminator: "")
  }

  /// By what the report can be repeated.
  private struct Source {
    let lastEvent: Int64
    let lastSurvey: Int64
  }

  // MARK: Text

  private func text(_ coverage: Coverage, _ rows: [CoverageArea], _ source: Source) -> String {
    var table = Table()
    table.add("homes passed (\(rule.name))", "addresses", "passed", "dwellings", "passed", "share")
    for row in rows {
      let share =
        row.dwellings.total == 0
        ? 0 : Double(row.dwellings.passed) / Double(row.dwellings.total)
      table.add(
        row.district.isEmpty ? "all" : row.district, NumberStyle.grouped.text(row.addresses.total),
        NumberStyle.grouped.text(row.addresses.passed),
        NumberStyle.grouped.text(row.dwellings.total),
        NumberStyle.grouped.text(row.dwellings.passed), Self.percent(share))
    }
    var lines = table.text
    if source.lastEvent > 0 || source.lastSurvey > 0 {
      var further = Table()
      further.add("of the dwellings", "passed", "passed plus", "connected", "activated", "take-up")
      for row in rows {
        further.add(
          row.district.isEmpty ? "all" : row.district,
          NumberStyle.grouped.text(row.dwellings.passed),
          NumberStyle.grouped.text(row.dwellings.passedPlus),
          NumberStyle.grouped.text(row.dwellings.connected),
          NumberStyle.grouped.text(row.dwellings.activated),
          row.dwellings.takeUp.map(Self.percent) ?? "–")
      }
      lines += "\n" + further.text
      lines +=
        "Rule \(rule.name), version \(coverage.version), \(NumberStyle.plain.text(coverage.metres, places: 0)) m; "
        + (moment.map { "as of \($0.time)" } ?? "as of now")
        + "; event \(source.lastEvent), survey \(source.lastSurvey).\n"
    }
    return lines + (moment == nil ? "The areas stand in the layer coverage.\n" : "")
  }

  private static func percent(_ share: Double) -> String {
    NumberStyle.plain.percent(share, places: 1)
  }

  // MARK: JSON

  private func json(_ coverage: Coverage, _ rows: [CoverageArea], _ source: Source) -> JSONText {
    .object([
      ("rule", .text(rule.name)), ("rule_version", .text(coverage.version)),
      ("distance_m", .decimal(coverage.metres, places: 3)),
      ("as_of", .optional(moment.map { "\($0.time)" })), ("last_event", .integer(source.lastEvent)),
      ("last_survey", .integer(source.lastSurvey)),
      (
        "areas",
        .array(
          rows.map { row in
            .object([
              ("district", row.district.isEmpty ? .null : .text(row.district)),
              ("addresses", .count(row.addresses.total)),
              ("addresses_passed", .count(row.addresses.passed)),
              ("addresses_passed_plus", .count(row.addresses.passedPlus)),
              ("addresses_connected", .count(row.addresses.connected)),
              ("addresses_activated", .count(row.addresses.activated)),
              ("dwellings", .count(row.dwellings.total)),
              ("dwellings_passed", .count(row.dwellings.passed)),
              ("dwellings_passed_plus", .count(row.dwellings.passedPlus)),
              ("dwellings_connected", .count(row.dwellings.connected)),
              ("dwellings_activated", .count(row.dwellings.activated)),
              ("take_up", row.dwellings.takeUp.map { .decimal($0, places: 4) } ?? .null),
            ])
          })
      ),
    ])
  }

  // MARK: GeoJSON

  private func draw(_ coverage: Coverage, _ drawing: Drawing, of project: Project) throws {
    guard let crs = project.crs else { return }
    let features: [FeatureExport.Feature] =
      switch drawing {
      case .points: coverage.homes.map(Self.point)
      case .grid: CoverageGrid(coverage.homes, crs: crs).cells.map(Self.cell)
      case .areas: coverage.areas.filter { byDistrict || $0.district.isEmpty }.map(Self.area)
      }
    let output = try FileSink(path: target)
    try FeatureExport.write(
      "coverage_\(drawing.rawValue)",
      members: [
        ("rule", .text(rule.name)), ("rule_version", .text(coverage.version)),
        ("distance_m", .metres(coverage.metres)), ("as_of", .text(moment.map { "\($0.time)" })),
      ], features, from: crs, to: output)
    try output.finish()
  }

  private static func point(_ home: Coverage.Home) -> FeatureExport.Feature {
    FeatureExport.Feature(
      id: home.address.id,
      properties: [
        ("address_id", .text(home.address.id)), ("district", .text(home.district)),
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
    // A cell that is too small as a whole tells nothing at all.
    let isTold = CoverageGrid.published(cell.counts.total) != nil
    func told(_ count: Int) -> FeatureExport.Value {
      .count(isTold ? CoverageGrid.published(count) : nil)
    }
    return FeatureExport.Feature(
      id: cell.name,
      properties: [
        ("cell", .text(cell.name)), ("dwellings", told(cell.counts.total)),
        ("passed", told(cell.counts.passed)), ("passed_plus", told(cell.counts.passedPlus)),
        ("connected", told(cell.counts.connected)), ("activated", told(cell.counts.activated)),
        ("withheld", .flag(!isTold)),
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
