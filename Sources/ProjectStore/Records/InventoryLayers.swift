package import NetworkModel
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
    let id = row.text()
    let municipalityKey = row.optionalText()
    let city = row.optionalText()
    let postcode = row.optionalText()
    let district = row.optionalText()
    let street = row.text()
    let number = HouseNumber(number: row.text(), suffix: row.text())
    let positionQuality = row.optionalText()
    let source = row.text()
    let mergedIDs = row.text().split(separator: " ").map(String.init)
    let dwellings = Int(row.integer())
    let dwellingsAreEstimated = row.bool()
    let location = try row.point()
    self.init(
      id: id, municipalityKey: municipalityKey, city: city, postcode: postcode, district: district,
      street: street, number: number, positionQuality: positionQuality, source: source,
      mergedIDs: mergedIDs, dwellings: dwellings, dwellingsAreEstimated: dwellingsAreEstimated,
      location: location)
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
    let id = row.text()
    let name = row.optionalText()
    let streetClass = try row.word(StreetClass.self)
    let surface = try row.optionalWord(Surface.self)
    let carriagewayWidth = row.optionalDouble()
    let trenchSides = try row.optionalWord(TrenchSides.self)
    let isBridge = row.bool()
    let isTunnel = row.bool()
    let isPrivate = row.bool()
    let level = Int(row.integer())
    let source = row.text()
    let line = try row.line()
    self.init(
      id: id, name: name, streetClass: streetClass, surface: surface,
      carriagewayWidth: carriagewayWidth, trenchSides: trenchSides, isBridge: isBridge,
      isTunnel: isTunnel, isPrivate: isPrivate, level: level, source: source, line: line)
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
    let id = row.text()
    let levels = row.optionalInteger()
    let dwellings = row.optionalInteger()
    let use = row.optionalText()
    let source = row.text()
    let footprint = try row.surface()
    self.init(
      id: id, levels: levels, dwellings: dwellings, use: use, source: source, footprint: footprint)
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
    let id = row.text()
    let kind = try row.word(Obstacle.Kind.self)
    let name = row.optionalText()
    let width = row.optionalDouble()
    let level = Int(row.integer())
    let source = row.text()
    guard let shape = row.geometry else { throw row.unreadable("no geometry") }
    let geometry = shape
    self.init(
      id: id, kind: kind, name: name, width: width, level: level, source: source, geometry: geometry
    )
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
    let id = row.text()
    let source = row.text()
    let surface = try row.surface()
    self.init(
      id: id, source: source, surface: surface)
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
    let id = row.text()
    let name = row.text()
    let kind = row.text()
    let source = row.text()
    let surface = try row.surface()
    self.init(
      id: id, name: name, kind: kind, source: source, surface: surface)
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
    let id = row.text()
    let owner = row.optionalText()
    let kind = row.optionalText()
    let capacity = row.optionalInteger()
    let used = row.optionalInteger()
    let condition = try row.word(Conduit.Condition.self)
    let isSurveyed = false
    let source = row.text()
    let line = try row.line()
    self.init(
      id: id, owner: owner, kind: kind, capacity: capacity, used: used, condition: condition,
      isSurveyed: isSurveyed, source: source, line: line)
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
    let id = row.text()
    let kind = try row.word(Site.Kind.self)
    let name = row.optionalText()
    let isExisting = row.bool()
    let capacity = row.optionalInteger()
    let source = row.text()
    let location = try row.point()
    self.init(
      id: id, kind: kind, name: name, isExisting: isExisting, capacity: capacity, source: source,
      location: location)
  }
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
    let addressID = row.text()
    let label = row.text()
    _ = row.text()
    self.init(
      addressID: addressID, label: label)
  }
}
