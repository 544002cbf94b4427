import Foundation
import TestSupport
import Testing

/// `trasse upgrade`, on project files of every earlier version.
struct UpgradeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Columns that later versions have added to the layers of earlier ones.
  private static let added: Set<String> = [
    "existing", "report", "addresses_passed_plus", "addresses_connected", "addresses_activated",
    "dwellings_passed_plus", "dwellings_connected", "dwellings_activated", "as_of", "remedy",
    "remedy_m", "remedy_drop_m", "remedy_words",
  ]

  @Test(arguments: SchemaFixture.all)
  func `an upgraded file gives the exports that its own program gave`(fixture: SchemaFixture)
    throws
  {
    let path = try fixture.unpack(into: folder)
    let refused = try Program.run("export", path, "address")
    #expect(refused.status == 65 && refused.errors.contains("trasse upgrade"), "\(refused)")
    let upgraded = try Program.run("upgrade", path)
    #expect(upgraded.output == "\(path): upgraded from version \(fixture.version) to version 7\n")
    #expect(
      try Program.run("upgrade", path).output == "\(path): already of this program's version\n")
    for export in try fixture.exports() {
      let plan = export.scenario.isEmpty ? [] : ["--scenario", export.scenario]
      let layer = export.layer == "reserved_room" ? "reserved_capacity" : export.layer
      let now = try Program.run(
        [
          "export", path, layer, "--format", export.format, "--crs", "EPSG:25832", "--quiet",
        ] + plan)
      #expect(now.status == 0, "\(now.errors)")
      let place = "\(export.layer) \(export.format) \(export.scenario)"
      let before = fixture.version == 6 ? Self.withFoundEvents(export.text) : export.text
      if export.format == "csv" {
        let text = Self.withoutMergedIDs(before)
        let output = Self.joiningObjectives(now.output)
        #expect(Self.withoutAdditions(output, text) == text, "\(place)")
      } else if fixture.version >= 5 {
        // Before version 0.4 a collection without features had an empty line.
        let text = before.replacing("[\n\n]", with: "[\n]")
          .replacing(/"merged_ids":"[^"]*",/, with: "")
          .replacing("\"name\":\"reserved_room\"", with: "\"name\":\"reserved_capacity\"")
        let output = Self.joiningObjectives(now.output)
          .replacing(/"remedy":.*?,("cheapest_fix":)/) { $0.output.1 }
        #expect(output == text, "\(place)")
      } else {
        #expect(now.output.split(separator: "\n").count == export.text.split(separator: "\n").count)
      }
    }
  }

  /// A table without the columns that a later version has added.
  private static func withoutAdditions(_ text: String, _ expected: String) -> String {
    let known = header(expected)
    let columns = header(text).enumerated().filter {
      !added.contains($0.element) || known.contains($0.element)
    }
    .map(\.offset)
    if columns.count == header(text).count { return text }
    return rows(text).map { row in columns.map { row[$0] }.joined(separator: ",") + "\r\n" }
      .joined()
  }

  /// An export with the events that version 6 lost, of addresses that it had merged.
  private static func withFoundEvents(_ text: String) -> String {
    let moved = [
      ("town list 2024.geojson:north side 1", "final.geojson:f1"),
      ("town list 2024.geojson:n2", "final.geojson:f2"),
    ]
    return moved.reduce(text) { text, ids in
      text.replacing(",\(ids.0),", with: ",\(ids.1),")
        .replacing("\"address_id\":\"\(ids.0)\"", with: "\"address_id\":\"\(ids.1)\"")
    }
    .replacing("f2,WE 2,unknown", with: "f2,WE 2,contract")
    .replacing(
      "f2\",\"label\":\"WE 2\",\"state\":\"unknown\"",
      with: "f2\",\"label\":\"WE 2\",\"state\":\"contract\"")
  }

  /// A table without the lists of merged ids, which are a table of their own since version 7.
  private static func withoutMergedIDs(_ text: String) -> String {
    guard let place = header(text).firstIndex(of: "merged_ids") else { return text }
    return rows(text).map { row in
      row.enumerated().filter { $0.offset != place }.map(\.element).joined(separator: ",") + "\r\n"
    }.joined()
  }

  /// An export with each objective, its number and its bound as one text, as before version 7.
  private static func joiningObjectives(_ text: String) -> String {
    func joined(_ values: Substring...) -> String {
      let values = values.map { $0 == "null" ? "" : $0 }
      let number = values[1].isEmpty ? values[2] : values[1].dropLast(2) + "." + values[1].suffix(2)
      let bound = values[3].isEmpty ? values[4] : values[3]
      return values[0] + (number.isEmpty ? "" : "=\(number)")
        + (bound.isEmpty ? "" : " bound=\(bound)")
    }
    let names = [
      "objective_cents", "objective_homes", "objective_bound_cents", "objective_bound_homes",
    ]
    return text.replacing(names.map { "\($0)," }.joined(), with: "")
      .replacing(/,(all|profit|budget|quota),(\d*),(\d*),(\d*),(\d*),/) { row in
        ",\(joined(row.1, row.2, row.3, row.4, row.5)),"
      }
      .replacing(
        /"objective":"(\w+)","objective_cents":(\w+),"objective_homes":(\w+),"objective_bound_cents":(\w+),"objective_bound_homes":(\w+)/
      ) { "\"objective\":\"\(joined($0.1, $0.2, $0.3, $0.4, $0.5))\"" }
  }

  private static func header(_ text: String) -> [String] {
    rows(String(text.prefix { !$0.isNewline })).first ?? []
  }

  /// The fields of each row as they are written, with their quotation marks.
  private static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      switch character {
      case "," where !isQuoted:
        row.append(field)
        field = ""
      case "\r\n" where !isQuoted:
        rows.append(row + [field])
        row = []
        field = ""
      default: field.append(character)
      }
    }
    return field.isEmpty ? rows : rows + [row + [field]]
  }
}
