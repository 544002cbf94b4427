import TextFormats

/// Rows of text in columns: the first aligned left, the others right.
public struct Table {
  private var rows: [[String]] = []

  /// An empty table.
  public init() {}

  /// Adds a row.
  public mutating func add(_ cells: String...) { add(cells) }

  /// Adds a row.
  public mutating func add(_ cells: [String]) { rows.append(cells.map(\.visibleOnOneLine)) }

  /// The table, one line for each row.
  public var text: String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + padding : padding + cell
      }.joined(separator: "  ").trimmingEnd
    }.joined(separator: "\n") + "\n"
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
