import GeoPackage
package import NetworkModel

/// The column that exports of the exceptions have in addition to those of the table: the remedy in
/// words.
package struct RemedyColumn: Sendable {
  /// Words a remedy.
  package typealias Wording = @Sendable (Remedy) -> String

  /// The name of the column.
  static let name: SQLName = "cheapest_fix"

  /// The position among the columns besides the geometry: after those of the remedy.
  let position: Int
  private let wording: Wording

  /// The column of a layer; `nil` if the layer has no remedies.
  init?(in layer: TableSchema, wording: @escaping Wording) {
    guard layer.name == PlanException.table.schema.name,
      let last = layer.columns.firstIndex(where: { $0.name == Self.stored.last })
    else { return nil }
    position = last + 1
    self.wording = wording
  }

  private static let stored: [SQLName] = ["remedy", "remedy_m", "remedy_drop_m", "remedy_words"]

  /// The layer's table with the column.
  func added(to layer: TableSchema) -> TableSchema {
    layer.addingText(Self.name, at: position)
  }

  /// The remedy of a row in words.
  ///
  /// - Parameters:
  ///   - row: a row with the columns of the table.
  ///   - first: the number of columns before those besides the geometry.
  /// - Returns: the words.
  func text(of row: borrowing Statement, from first: Int) -> String {
    let start = Int32(first + position - Self.stored.count)
    let remedy = Remedy(
      Remedy.Kind(rawValue: row.text(start)) ?? .other, metres: Int(row.integer(start + 1)),
      dropMetres: Int(row.integer(start + 2)), words: row.text(start + 3))
    return wording(remedy)
  }
}
