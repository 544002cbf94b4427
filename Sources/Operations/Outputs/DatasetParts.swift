import TextFormats

/// The files of vector formats that consist of several files of one name.
enum DatasetParts {
  private static let formats: [[String]] = [
    ["shp", "shx", "dbf", "prj", "cpg", "sbn", "sbx", "qix"], ["tab", "dat", "map", "id", "ind"],
    ["mif", "mid"],
  ]

  /// The other files of a data set of which one file is named.
  static func paths(of file: String) -> [String] {
    let name = FileNames.name(of: file)
    guard let dot = name.lastIndex(of: ".") else { return [] }
    let ending = name[name.index(after: dot)...]
    let stem = file.dropLast(ending.count)
    guard let parts = formats.first(where: { $0.contains(ending.lowercased()) }) else { return [] }
    return parts.flatMap { [$0, $0.uppercased()] }.filter { $0 != ending }.map { stem + $0 }
  }
}
