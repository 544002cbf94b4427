import AddressSearch
import GeoPackage
package import Geospatial

func oneOf<Word: CaseIterable & RawRepresentable<String>>(_ type: Word.Type, _ name: String)
  -> String
{
  let words = Word.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
  return "CHECK (\(name) IN (\(words)))"
}

extension Address: LayerRecord {
  package static let layer = Layer(
    name: "address", summary: "Places with a house number", geometry: .point,
    columns: [
      ("id", "TEXT NOT NULL"), ("ags", "TEXT"), ("city", "TEXT"), ("postcode", "TEXT"),
      ("district", "TEXT"), ("street", "TEXT NOT NULL"), ("house_number", "TEXT NOT NULL"),
      ("suffix", "TEXT NOT NULL"), ("position_quality", "TEXT"), ("source", "TEXT NOT NULL"),
      ("merged_ids", "TEXT NOT NULL"), ("dwellings", "INTEGER NOT NULL CHECK (dwellings >= 0)"),
      ("dwellings_estimated", "BOOLEAN NOT NULL"),
    ])

  package var layerGeometry: Geometry? { .point(location) }

  package func write(to row: inout RowWriter) {
    row.add(id)
    row.add(municipalityKey)
    row.add(city)
    row.add(postcode)
    row.add(district)
    row.add(street)
    row.add(number.number)
    row.add(number.suffix)
    row.add(positionQuality)
    row.add(source)
    row.add(mergedIDs.joined(separator: " "))
    row.add(dwellings)
    row.add(dwellingsAreEstimated)
  }

  package init(from row: inout RowReader) throws {
    id = row.text()
    municipalityKey = row.optionalText()
    city = row.optionalText()
    postcode = row.optionalText()
    district = row.optionalText()
    street = row.text()
    number = HouseNumber(number: row.text(), suffix: row.text())
    positionQuality = row.optionalText()
    source = row.text()
    mergedIDs = row.text().split(separator: " ").map(String.init)
    dwellings = Int(row.integer())
    dwellingsAreEstimated = row.bool()
    location = try row.point()
  }
}

extension Street: LayerRecord {
  package static let layer = Layer(
    name: "street", summary: "Centre lines of streets and paths", geometry: .lineString,
    columns: [
      ("id", "TEXT NOT NULL"), ("name", "TEXT"),
      ("class", "TEXT NOT NULL \(oneOf(StreetClass.self, "class"))"),
      ("surface", "TEXT \(oneOf(Surface.self, "surface"))"),
      ("carriageway_width_m", "REAL CHECK (carriageway_width_m > 0)"),
      ("trench_sides", "TEXT \(oneOf(TrenchSides.self, "trench_sides"))"),
      ("bridge", "BOOLEAN NOT NULL"), ("tunnel", "BOOLEAN NOT NULL"),
      ("private", "BOOLEAN NOT NULL"), ("level", "INTEGER NOT NULL"), ("source", "TEXT NOT NULL"),
    ])

  package var layerGeometry: Geometry? { .lineString(line) }

  package func write(to row: inout RowWriter) {
    row.add(id)
    row.add(name)
    row.add(streetClass.rawValue)
    row.add(surface?.rawValue)
    row.add(carriagewayWidth)
    row.add(trenchSides?.rawValue)
    row.add(isBridge)
    row.add(isTunnel)
    row.add(isPrivate)
    row.add(level)
    row.add(source)
  }

  package init(from row: inout RowReader) throws {
    id = row.text()
    name = row.optionalText()
    streetClass = try row.word(StreetClass.self)
    surface = try row.optionalWord(Surface.self)
    carriagewayWidth = row.optionalDouble()
    trenchSides = try row.optionalWord(TrenchSides.self)
    isBridge = row.bool()
    isTunnel = row.bool()
    isPrivate = row.bool()
    level = Int(row.integer())
    source = row.text()
    line = try row.line()
  }
}

extension Building: LayerRecord {
  package static let layer = Layer(
    name: "building", summary: "Footprints of buildings", geometry: .multiPolygon,
    columns: [
      ("id", "TEXT NOT NULL"), ("levels", "INTEGER"), ("dwellings", "INTEGER"), ("use", "TEXT"),
      ("source", "TEXT NOT NULL"),
    ])

  package var layerGeometry: Geometry? { .multiPolygon(footprint) }

  package func write(to row: inout RowWriter) {
    row.add(id)
    row.add(levels)
    row.add(dwellings)
    row.add(use)
    row.add(source)
  }

  package init(from row: inout RowReader) throws {
    id = row.text()
    levels = row.optionalInteger()
    dwellings = row.optionalInteger()
    use = row.optionalText()
    source = row.text()
    footprint = try row.surface()
  }
}

extension Obstacle: LayerRecord {
  package static let layer = Layer(
    name: "obstacle", summary: "Rail, water and motorways that only a bore passes",
    geometry: .geometry,
    columns: [
      ("id", "TEXT NOT NULL"), ("kind", "TEXT NOT NULL \(oneOf(Obstacle.Kind.self, "kind"))"),
      ("name", "TEXT"), ("width_m", "REAL"), ("level", "INTEGER NOT NULL"),
      ("source", "TEXT NOT NULL"),
    ])

  package var layerGeometry: Geometry? { geometry }

  package func write(to row: inout RowWriter) {
    row.add(id)
    row.add(kind.rawValue)
    row.add(name)
    row.add(width)
    row.add(level)
    row.add(source)
  }

  package init(from row: inout RowReader) throws {
    id = row.text()
    kind = try row.word(Obstacle.Kind.self)
    name = row.optionalText()
    width = row.optionalDouble()
    level = Int(row.integer())
    source = row.text()
    guard let shape = row.geometry else { throw row.unreadable("no geometry") }
    geometry = shape
  }
}

extension Parcel: LayerRecord {
  package static let layer = Layer(
    name: "parcel", summary: "Parcels of land (Flurstücke)", geometry: .multiPolygon,
    columns: [("id", "TEXT NOT NULL"), ("source", "TEXT NOT NULL")])

  package var layerGeometry: Geometry? { .multiPolygon(surface) }

  package func write(to row: inout RowWriter) {
    row.add(id)
    row.add(source)
  }

  package init(from row: inout RowReader) throws {
    id = row.text()
    source = row.text()
    surface = try row.surface()
  }
}

extension Area: LayerRecord {
  package static let layer = Layer(
    name: "area", summary: "Districts, phases and other named areas", geometry: .multiPolygon,
    columns: [
      ("id", "TEXT NOT NULL"), ("name", "TEXT NOT NULL"), ("kind", "TEXT NOT NULL"),
      ("source", "TEXT NOT NULL"),
    ])

  package var layerGeometry: Geometry? { .multiPolygon(surface) }

  package func write(to row: inout RowWriter) {
    row.add(id)
    row.add(name)
    row.add(kind)
    row.add(source)
  }

  package init(from row: inout RowReader) throws {
    id = row.text()
    name = row.text()
    kind = row.text()
    source = row.text()
    surface = try row.surface()
  }
}

extension Conduit: LayerRecord {
  package static let layer = Layer(
    name: "conduit", summary: "Ducts that lie in the ground already", geometry: .lineString,
    columns: [
      ("id", "TEXT NOT NULL"), ("owner", "TEXT"), ("kind", "TEXT"),
      ("capacity", "INTEGER CHECK (capacity >= 0)"), ("used", "INTEGER CHECK (used >= 0)"),
      ("condition", "TEXT NOT NULL \(oneOf(Conduit.Condition.self, "condition"))"),
      ("source", "TEXT NOT NULL"),
    ])

  package var layerGeometry: Geometry? { .lineString(line) }

  package func write(to row: inout RowWriter) {
    row.add(id)
    row.add(owner)
    row.add(kind)
    row.add(capacity)
    row.add(used)
    row.add(condition.rawValue)
    row.add(source)
  }

  package init(from row: inout RowReader) throws {
    id = row.text()
    owner = row.optionalText()
    kind = row.optionalText()
    capacity = row.optionalInteger()
    used = row.optionalInteger()
    condition = try row.word(Conduit.Condition.self)
    isSurveyed = false
    source = row.text()
    line = try row.line()
  }
}

extension Site: LayerRecord {
  package static let layer = Layer(
    name: "site", summary: "PoPs, cabinets and shafts", geometry: .point,
    columns: [
      ("id", "TEXT NOT NULL"), ("kind", "TEXT NOT NULL \(oneOf(Site.Kind.self, "kind"))"),
      ("name", "TEXT"), ("existing", "BOOLEAN NOT NULL"),
      ("capacity", "INTEGER CHECK (capacity >= 0)"), ("source", "TEXT NOT NULL"),
    ])

  package var layerGeometry: Geometry? { .point(location) }

  package func write(to row: inout RowWriter) {
    row.add(id)
    row.add(kind.rawValue)
    row.add(name)
    row.add(isExisting)
    row.add(capacity)
    row.add(source)
  }

  package init(from row: inout RowReader) throws {
    id = row.text()
    kind = try row.word(Site.Kind.self)
    name = row.optionalText()
    isExisting = row.bool()
    capacity = row.optionalInteger()
    source = row.text()
    location = try row.point()
  }
}

/// One household (Wohneinheit) of an address: a row of the table `dwelling`.
public struct Dwelling: Hashable, Sendable {
  /// The address it belongs to.
  public var addressID: String
  /// What tells it from the others there, such as `WE 1`.
  public var label: String

  /// Creates a dwelling.
  public init(addressID: String, label: String) {
    self.addressID = addressID
    self.label = label
  }

  /// The label of an address's first, second … dwelling, as an import puts it on file.
  static func label(_ number: Int) -> String { "\(labelMark)\(number)" }

  /// Whether a label is that of one of an address's first dwellings.
  public static func isLabel(_ label: String, ofFirst count: Int) -> Bool {
    guard label.hasPrefix(labelMark), let number = Int(label.dropFirst(labelMark.count)) else {
      return false
    }
    return (1...max(1, count)).contains(number) && count > 0
  }

  private static let labelMark = "WE "
}

extension Dwelling: LayerRecord {
  package static let layer = Layer(
    name: "dwelling", summary: "Households (Wohneinheiten) by address", geometry: nil,
    key: ["address_id", "label"],
    columns: [
      ("address_id", "TEXT NOT NULL"), ("label", "TEXT NOT NULL"),
      ("state", "TEXT NOT NULL DEFAULT 'unknown'"),
    ])

  package var layerGeometry: Geometry? { nil }

  package func write(to row: inout RowWriter) {
    row.add(addressID)
    row.add(label)
    row.add("unknown")
  }

  package init(from row: inout RowReader) throws {
    addressID = row.text()
    label = row.text()
    _ = row.text()
  }
}
