/// A table as other programs see it: its columns, its geometry and its conditions.
public struct TableSchema: Sendable {
  /// The table's name in the file.
  public let name: SQLName
  /// The attached file that has the table; `nil` for the file that the connection was opened with.
  public let file: SQLName?
  /// What exports and options call it.
  public let exportedName: String
  /// What the table holds, in one sentence.
  public let summary: String
  /// The type of its geometry; `nil` for a table without one.
  public let geometry: GeometryType?
  /// The column that assigns rows to a part of the table, such as one plan; `nil` where there is
  /// none.
  public let partition: SQLName?
  /// What identifies a row, the partition first.
  public let key: [SQLName]
  /// The column that numbers the rows: `fid`, one of the table's own, or none.
  public let rowNumber: SQLName?
  /// The columns besides the row number and the geometry, the partition first.
  public let columns: [ColumnSchema]
  /// Conditions on whole rows.
  let constraints: [SQL]
  /// Statements that make the table's indices and triggers.
  let additions: [SQL]
  /// Whether the conditions on the columns are checked again when a row is read.
  let isCheckedWhenRead: Bool

  /// The name of the geometry column.
  public static let geometryColumn: SQLName = "geometry"

  /// The names of the columns that are written and read: the geometry first.
  public var columnNames: [SQLName] {
    (geometry == nil ? [] : [Self.geometryColumn]) + columns.map(\.name)
  }

  /// The table with an additional column of text at a position among ``columns``.
  public func addingText(_ name: SQLName, at position: Int) -> TableSchema {
    let column = ColumnSchema(
      name: name, domain: String.domain, default: nil, check: nil, references: nil)
    return TableSchema(
      name: self.name, file: file, exportedName: exportedName, summary: summary,
      geometry: geometry, partition: partition, key: key, rowNumber: rowNumber,
      columns: columns[..<position] + [column] + columns[position...], constraints: constraints,
      additions: additions, isCheckedWhenRead: isCheckedWhenRead)
  }

  /// The row number of a table with a geometry.
  var featureNumber: SQLName {
    guard let rowNumber else { preconditionFailure("a layer numbers its rows") }
    return rowNumber
  }

  /// The name with that of its file.
  public var reference: SQL { file.map { "\($0).\(name)" } ?? "\(name)" }

  /// The statement that makes the table.
  var creation: SQL {
    var parts: [SQL] =
      rowNumber.map { ["\($0) INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"] } ?? []
    if let geometry { parts.append("\(Self.geometryColumn) \(geometry.declaration)") }
    parts += columns.filter { $0.name != rowNumber }.map(\.definition)
    if key != [rowNumber] && !key.isEmpty { parts.append("UNIQUE (\(key))") }
    parts += constraints
    return "CREATE TABLE \(reference) (\n  \(SQL.joined(parts, by: ",\n  ")))"
  }

  /// The statement that adds a row: one parameter for each of ``columnNames``.
  func insertion<Record>(_ conflict: RecordWriter<Record>.Conflict) -> SQL {
    switch conflict {
    case .refuse: insertion
    case .replace: "INSERT OR REPLACE INTO \(reference) (\(columnNames)) VALUES (\(marks))"
    case .update(let kept):
      insertion
        + """
        ON CONFLICT (\(key)) DO UPDATE SET
        \(SQL.joined(
          columnNames.filter { !kept.contains($0) && !key.contains($0) }
            .map { "\($0) = excluded.\($0)" }, by: ", "))
        """
    }
  }

  /// The statement that adds a row, which must have a key of its own.
  public var insertion: SQL { "INSERT INTO \(reference) (\(columnNames)) VALUES (\(marks))" }

  private var marks: SQL { SQL.joined(columnNames.map { _ in "?" }, by: ", ") }

  /// The statement that reads rows, ordered by key, byte by byte; behind the columns of
  /// ``columnNames`` comes the name of one that has a value it must not have, or NULL.
  public func selection(where condition: SQL? = nil) -> SQL {
    let filter: SQL = condition.map { " WHERE \($0)" } ?? ""
    let order: SQL = key.isEmpty ? "" : " ORDER BY \(key)"
    return "SELECT \(columnNames), \(faultyColumn) FROM \(reference)\(filter)\(order)"
  }

  /// The name of the first column whose value breaks the conditions, as SQL.
  ///
  /// A program can write a file without its conditions (`PRAGMA ignore_check_constraints`), and a
  /// damaged file can have any value.
  private var faultyColumn: SQL {
    guard isCheckedWhenRead else { return "NULL" }
    let cases = columns.map { column -> SQL in
      "WHEN NOT (\(column.requirement)) THEN \(column.name.literal)"
    }
    return "CASE \(SQL.joined(cases, by: " ")) END"
  }

  /// The virtual table that indexes the geometry.
  public var spatialIndex: SQLName { name.between("rtree_", "_geometry") }
}
