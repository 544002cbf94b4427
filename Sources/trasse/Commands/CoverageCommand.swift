import AccessNetwork
import Planning

/// `trasse coverage`: which homes the network in the ground passes.
struct CoverageCommand: Command {
  static let declaration = Declaration(
    name: "coverage", summary: "tells which homes the conduits in the ground pass",
    positionals: [.init(name: "PROJECT", help: "the project file")],
    options: [
      .init(
        name: "--rule", value: "bnetza|rtr|parcel|metres=N",
        help: "when a home counts as passed (default bnetza: 20 m)"),
      .init(name: "--by", value: "district", help: "also by district"),
      .init(name: "--rules", value: "FILE", help: "rules that differ from the defaults"),
    ],
    example: "trasse coverage ratingen.gpkg --rule metres=30 --by district")

  private let path: String
  private let rule: Coverage.Rule
  private let byDistrict: Bool
  private let rules: String?
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    let text = arguments.value("--rule") ?? "bnetza"
    guard let rule = Coverage.Rule(text) else {
      let nearest = NearestWord.to(text, among: ["bnetza", "rtr", "parcel"])
      throw Arguments.UsageError(
        message: "--rule \(text) is unknown: "
          + (nearest.map { "did you mean \($0)?" } ?? "choose bnetza, rtr, parcel or metres=N"))
    }
    self.rule = rule
    if let by = arguments.value("--by"), by != "district" {
      throw Arguments.UsageError(message: "--by \(by) is unknown: choose district")
    }
    byDistrict = arguments.isSet("--by")
    rules = arguments.value("--rules")
    isJSON = arguments.isJSON
  }

  func run() throws {
    let project = try Project(path: path, readOnly: false)
    let rules = try RulesFile.read(self.rules)
    let coverage = try Coverage(
      try project.inventory(), parcels: try project.parcels(), rule: rule, rules: rules)
    try project.store(coverage.areas, rule: rule.name)
    let rows = coverage.areas.filter { byDistrict || $0.district.isEmpty }
    print(isJSON ? json(rows).document : text(rows), terminator: "")
  }

  private func text(_ rows: [CoverageArea]) -> String {
    var table = Table()
    table.add("homes passed (\(rule.name))", "addresses", "passed", "dwellings", "passed", "share")
    for row in rows {
      let share = row.dwellings == 0 ? 0 : Double(row.dwellingsPassed) / Double(row.dwellings)
      table.add(
        row.district.isEmpty ? "all" : row.district, Fixed.grouped(row.addresses),
        Fixed.grouped(row.addressesPassed), Fixed.grouped(row.dwellings),
        Fixed.grouped(row.dwellingsPassed), "\(Fixed.text(share * 100, places: 1)) %")
    }
    return table.text + "The areas stand in the layer coverage.\n"
  }

  private func json(_ rows: [CoverageArea]) -> JSONText {
    .object([
      ("rule", .text(rule.name)),
      (
        "areas",
        .array(
          rows.map { row in
            .object([
              ("district", row.district.isEmpty ? .null : .text(row.district)),
              ("addresses", .count(row.addresses)),
              ("addresses_passed", .count(row.addressesPassed)),
              ("dwellings", .count(row.dwellings)),
              ("dwellings_passed", .count(row.dwellingsPassed)),
            ])
          })
      ),
    ])
  }
}
