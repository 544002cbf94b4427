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
    "dwellings_passed_plus", "dwellings_connected", "dwellings_activated", "as_of",
  ]

  @Test(arguments: SchemaFixture.all)
  func `an upgraded file gives the exports that its own program gave`(fixture: SchemaFixture)
    throws
  {
    let path = try fixture.unpack(into: folder)
    let refused = try Program.run("export", path, "address")
    #expect(refused.status == 65 && refused.errors.contains("trasse upgrade"), "\(refused)")
    let upgraded = try Program.run("upgrade", path)
    #expect(upgraded.output == "\(path): upgraded from version \(fixture.version) to version 6\n")
    #expect(
      try Program.run("upgrade", path).output == "\(path): already of this program's version\n")
    for export in try fixture.exports() {
      let plan = export.scenario.isEmpty ? [] : ["--scenario", export.scenario]
      let now = try Program.run(
        [
          "export", path, export.layer, "--format", export.format, "--crs", "EPSG:25832", "--quiet",
        ] + plan)
      #expect(now.status == 0, "\(now.errors)")
      let place = "\(export.layer) \(export.format) \(export.scenario)"
      if export.format == "csv" {
        #expect(Self.withoutAdditions(now.output, export.text) == export.text, "\(place)")
      } else if fixture.version == 5 {
        // Before version 0.4 a collection without features had an empty line.
        let text = export.text.replacing("[\n\n]", with: "[\n]")
        #expect(now.output == text, "\(place)")
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
