import GeoPackage

/// The tables of a public file: the white list.
///
/// Beside them a public file holds the search index, an image in parts of a mebibyte. It is made of the
/// addresses alone and can be made again from them, so that the tables tell all there is; it lies in the
/// file so that a server starts without making it, and a release is one file that is put in place at once.
///
/// Nothing can be written to a public file but what has a column here, and each column is a property of
/// ``PublicAddress`` or of the release as a whole.
enum PublicTables {
  /// The version of these tables, kept in the file.
  static let format: Int64 = 1
  /// How many bytes of the index a row holds.
  static let partLength = 1 << 20

  /// The columns of `address`, in the order they are written and read.
  static let addressColumns: [(name: String, definition: String)] = [
    ("number", "INTEGER PRIMARY KEY CHECK (number >= 0)"),
    ("id", "TEXT NOT NULL UNIQUE CHECK (length(id) = 20)"),
    ("street", "TEXT NOT NULL"),
    ("house_number", "TEXT NOT NULL"),
    ("suffix", "TEXT NOT NULL"),
    ("postcode", "TEXT"),
    ("city", "TEXT"),
    ("district", "TEXT"),
    ("longitude", "REAL NOT NULL \(fiveDecimals("longitude"))"),
    ("latitude", "REAL NOT NULL \(fiveDecimals("latitude"))"),
    ("class", "TEXT NOT NULL \(oneOf(Availability.allCases.map(\.rawValue), "class"))"),
    (
      "period",
      """
      TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]' OR period GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]')
      """
    ),
    ("source", "TEXT NOT NULL \(oneOf(FindingSource.allCases.map(\.rawValue), "source"))"),
    ("rule", "TEXT NOT NULL CHECK (length(rule) <= 40)"),
  ]

  private static func fiveDecimals(_ column: String) -> String {
    "CHECK (abs(\(column) * 100000 - round(\(column) * 100000)) < 0.001)"
  }

  private static func oneOf(_ words: [String], _ column: String) -> String {
    "CHECK (\(column) IN (\(words.map { "'\($0)'" }.joined(separator: ", "))))"
  }

  /// Makes the tables; call within a transaction.
  static func create(on connection: Connection) throws(DatabaseError) {
    let columns = addressColumns.map { "\($0.name) \($0.definition)" }.joined(separator: ", ")
    try connection.execute(
      """
      CREATE TABLE release (
        format INTEGER NOT NULL, as_of TEXT NOT NULL, addresses INTEGER NOT NULL,
        fingerprint TEXT NOT NULL) STRICT;
      CREATE TABLE address (\(columns)) STRICT;
      CREATE TABLE search_index (part INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
      """)
  }
}
