import AddressSearch
package import GeoPackage
import Geospatial
package import NetworkModel

// A row that another program adds gets an id and a source by default, so that a planner who draws one
// fills in what only a person knows.

extension SQL {
  /// An id for a row that another program adds: sixteen random hexadecimal digits.
  static var randomID: SQL { "('m' || lower(hex(randomblob(8))))" }
  /// The source of a row that another program adds.
  static var manual: SQL { "'manual'" }
}

extension Address: StoredRecord {
  package static let table = Table(
    "address", summary: "Places with a house number", geometry: .point(\.location),
    blank: Address(
      id: "", street: "", number: HouseNumber(number: ""), source: "",
      location: Coordinate(x: 0, y: 0)),
    columns: [
      Column("id", \.id, default: .randomID), Column("ags", \.municipalityKey),
      Column("city", \.city), Column("postcode", \.postcode), Column("district", \.district),
      Column("street", \.street), Column("house_number", \.number.number),
      Column("suffix", \.number.suffix, default: "''"),
      Column("position_quality", \.positionQuality), Column("source", \.source, default: .manual),
      Column("dwellings", \.dwellings, default: "1", check: "dwellings >= 0"),
      Column("dwellings_estimated", \.dwellingsAreEstimated, default: "FALSE"),
    ])
}

extension MergedAddress: StoredRecord {
  package static let table = Table(
    "merged_address", summary: "Source objects that imports have merged into addresses",
    key: ["address_id", "merged_id"], blank: MergedAddress(addressID: "", mergedID: ""),
    columns: [Column("address_id", \.addressID), Column("merged_id", \.mergedID)],
    additions: ["CREATE INDEX merged_address_merged_id ON merged_address (merged_id)"])
}

extension Street: StoredRecord {
  package static let table = Table(
    "street", summary: "Centre lines of streets and paths", geometry: .line(\.line),
    blank: Street(id: "", streetClass: .other, line: .blank),
    columns: [
      Column("id", \.id, default: .randomID), Column("name", \.name),
      Column("class", \.streetClass), Column("surface", \.surface),
      Column("carriageway_width_m", \.carriagewayWidth, check: "carriageway_width_m > 0"),
      Column("trench_sides", \.trenchSides), Column("bridge", \.isBridge, default: "FALSE"),
      Column("tunnel", \.isTunnel, default: "FALSE"),
      Column("private", \.isPrivate, default: "FALSE"), Column("level", \.level, default: "0"),
      Column("source", \.source, default: .manual),
    ])
}

extension Building: StoredRecord {
  package static let table = Table(
    "building", summary: "Footprints of buildings", geometry: .surface(\.footprint),
    blank: Building(id: "", footprint: []),
    columns: [
      Column("id", \.id, default: .randomID), Column("levels", \.levels),
      Column("dwellings", \.dwellings), Column("use", \.use),
      Column("source", \.source, default: .manual),
    ])
}

extension Obstacle: StoredRecord {
  package static let table = Table(
    "obstacle", summary: "Rail, water and motorways that only a bore passes",
    geometry: .any(\.geometry),
    blank: Obstacle(id: "", kind: .rail, geometry: .point(Coordinate(x: 0, y: 0))),
    columns: [
      Column("id", \.id, default: .randomID), Column("kind", \.kind), Column("name", \.name),
      Column("width_m", \.width), Column("level", \.level, default: "0"),
      Column("source", \.source, default: .manual),
    ])
}

extension Parcel: StoredRecord {
  package static let table = Table(
    "parcel", summary: "Parcels of land (Flurstücke)", geometry: .surface(\.surface),
    blank: Parcel(id: "", surface: []),
    columns: [
      Column("id", \.id, default: .randomID), Column("source", \.source, default: .manual),
    ])
}

extension Area: StoredRecord {
  package static let table = Table(
    "area", summary: "Districts, phases and other named areas", geometry: .surface(\.surface),
    blank: Area(id: "", name: "", kind: .district, surface: []),
    columns: [
      Column("id", \.id, default: .randomID), Column("name", \.name), Column("kind", \.kind),
      Column("source", \.source, default: .manual),
    ])
}

extension Conduit: StoredRecord {
  package static let table = Table(
    "conduit", summary: "Ducts that lie in the ground already", geometry: .line(\.line),
    blank: Conduit(id: "", line: .blank),
    columns: [
      Column("id", \.id, default: .randomID), Column("owner", \.owner), Column("kind", \.kind),
      Column("capacity", \.capacity, check: "capacity >= 0"),
      Column("used", \.used, check: "used >= 0"),
      Column("condition", \.condition, default: "'unknown'"),
      Column("source", \.source, default: .manual),
    ])
}

extension Site: StoredRecord {
  package static let table = Table(
    "site", summary: "PoPs, cabinets and shafts", geometry: .point(\.location),
    blank: Site(id: "", kind: .pop, location: Coordinate(x: 0, y: 0)),
    columns: [
      Column("id", \.id, default: .randomID), Column("kind", \.kind), Column("name", \.name),
      Column("existing", \.isExisting, default: "TRUE"),
      Column("capacity", \.capacity, check: "capacity >= 0"),
      Column("source", \.source, default: .manual),
    ])
}

extension Dwelling: StoredRecord {
  package static let table = Table(
    "dwelling", summary: "Households (Wohneinheiten) by address", key: ["address_id", "label"],
    blank: Dwelling(addressID: "", label: ""),
    columns: [
      Column("address_id", \.addressID), Column("label", \.label),
      // The ledger writes the state; a new dwelling has none.
      Column("state", derived: { _ in DwellingStatus().word }, default: "'unknown'"),
    ])
}

extension ImportSource: StoredRecord {
  package static let table = Table(
    "import_source", summary: "The files the project was filled from", key: ["name"],
    blank: ImportSource(name: "", digest: "", crs: "", featuresRead: 0, featuresRejected: 0),
    columns: [
      Column("name", \.name), Column("sha256", \.digest), Column("crs", \.crs),
      Column("features_read", \.featuresRead), Column("features_rejected", \.featuresRejected),
    ])
}

extension LineString {
  /// A line for records that are about to be read.
  static let blank = LineString(unchecked: [Coordinate(x: 0, y: 0), Coordinate(x: 1, y: 0)])
}
