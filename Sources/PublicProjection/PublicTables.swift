import AddressSearch
public import GeoPackage

/// The tables of a public file: an explicit list of everything that is public.
///
/// Only data that has a column here can be written to a public file, and each column is a property
/// of ``PublicAddress`` or of the release as a whole.
///
/// In addition, the file contains the search index as an image in sections of one mebibyte. The
/// index is derived from the addresses only and could be built again from them. It is stored in the
/// file so that a server starts without building it, and so that a release is a single file which
/// can be replaced atomically.
enum PublicTables {
  /// The version of these tables, stored in the file.
  static let format: Int64 = 1
  /// The application id of the file: `TRPU` in ASCII.
  static let applicationID: Int64 = 0x5452_5055
  /// The names of the tables.
  static let names: Set<String> = ["release", "address", "search_index"]
  /// The number of bytes of the index in a row.
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
    "address", summary: "The public data of each address", key: ["number"], rowNumber: "number",
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

  /// Creates the tables.
  ///
  /// The caller must open a transaction.
  static func create(on connection: Connection) throws(DatabaseError) {
    try connection.execute("PRAGMA application_id = 0x54525055")
    try connection.createPlain(release.schema)
    try connection.createPlain(address.schema)
    try connection.execute(
      "CREATE TABLE search_index (part INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
  }
}

extension Availability: WordColumnValue {}
extension FindingSource: WordColumnValue {}
