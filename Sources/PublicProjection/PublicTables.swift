import AddressSearch
public import GeoPackage

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

  /// The release as a whole.
  struct Release {
    var format = PublicTables.format
    var asOf = ""
    var addresses = 0
    var fingerprint = ""
  }

  static let release = Table(
    "release", summary: "The release as a whole", key: [], rowNumber: nil,
    blank: Release(),
    columns: [
      Column("format", \.format), Column("as_of", \.asOf), Column("addresses", \.addresses),
      Column("fingerprint", \.fingerprint),
    ])

  /// An address with its number in the index.
  struct Row {
    var number: Int
    var address: PublicAddress
  }

  static let address = Table(
    "address", summary: "What is public of each address", key: ["number"], rowNumber: "number",
    blank: Row(
      number: 0,
      address: PublicAddress(
        id: "", street: "", number: HouseNumber(number: ""), postcode: nil, city: nil,
        district: nil, longitude: 0, latitude: 0,
        finding: .init(availability: .ask, period: nil, source: .none, rule: ""))),
    columns: [
      Column("number", \.number), Column("id", \.address.id, check: "length(id) = 20"),
      Column("street", \.address.street), Column("house_number", \.address.number.number),
      Column("suffix", \.address.number.suffix), Column("postcode", \.address.postcode),
      Column("city", \.address.city), Column("district", \.address.district),
      Column("longitude", \.address.longitude, check: fiveDecimals("longitude")),
      Column("latitude", \.address.latitude, check: fiveDecimals("latitude")),
      Column("class", \.address.finding.availability),
      Column(
        "period", \.address.finding.period,
        check: """
          period GLOB '[0-9][0-9][0-9][0-9]' OR period GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'
          """),
      Column("source", \.address.finding.source),
      Column("rule", \.address.finding.rule, check: "length(rule) <= 40"),
    ], constraints: ["UNIQUE (id)"])

  private static func fiveDecimals(_ column: SQLName) -> SQL {
    "abs(\(column) * 100000 - round(\(column) * 100000)) < 0.001"
  }

  /// Makes the tables; call within a transaction.
  static func create(on connection: Connection) throws(DatabaseError) {
    try connection.createPlain(release.schema)
    try connection.createPlain(address.schema)
    try connection.execute(
      "CREATE TABLE search_index (part INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
  }
}

extension Availability: WordColumnValue {}
extension FindingSource: WordColumnValue {}
