package import NetworkModel
package import Geospatial

extension AccessToken: LayerRecord {
  private static func moment(_ column: String) -> String {
    "TEXT NOT NULL CHECK (length(\(column)) = 20)"
  }

  /// The table `access_token`; it is never exported.
  package static let layer = Layer(
    name: "access_token", summary: "Who may see the project over the net: never exported",
    geometry: nil, key: ["name"],
    columns: [
      ("name", "TEXT NOT NULL CHECK (name <> '' AND instr(name, char(10)) = 0)"),
      ("digest", "TEXT NOT NULL UNIQUE CHECK (length(digest) = 64)"),
      ("scope", "TEXT NOT NULL \(oneOf(AccessToken.Scope.self, "scope"))"),
      ("created", moment("created")), ("expires", moment("expires")),
      ("revoked", "TEXT CHECK (length(revoked) = 20)"),
    ])

  package var layerGeometry: Geometry? { nil }

  package func write(to row: inout RowWriter) {
    row.add(name)
    row.add(digest)
    row.add(scope.rawValue)
    row.add(created.description)
    row.add(expires.description)
    row.add(revoked?.description)
  }

  package init(from row: inout RowReader) throws {
    self.init(
      name: row.text(), digest: row.text(), scope: try row.word(Scope.self),
      created: try Self.moment(row.text(), row), expires: try Self.moment(row.text(), row),
      revoked: try row.optionalText().map { try Self.moment($0, row) })
  }

  private static func moment(_ text: String, _ row: borrowing RowReader) throws -> Timestamp {
    guard let moment = Timestamp(text) else { throw row.unreadable("no time \(text)") }
    return moment
  }
}
