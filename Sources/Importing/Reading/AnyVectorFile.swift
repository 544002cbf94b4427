import Geospatial
import NetworkModel
import ProjectStore
import TextFormats

/// What a layer of a file is to become: the words of `--as`.
public enum ImportRole: String, Sendable, CaseIterable {
  case address, street, building, obstacle, parcel, area, conduit, site
}

/// Takes the layers of any file that GDAL reads, by the names of their columns.
struct AnyVectorFile {
  /// The column of the file for a column of the project, as the user has said.
  let fieldMap: [String: String]
  let role: ImportRole?

  /// Column names that are recognized without a mapping, in lower case.
  private static let synonyms: [String: [String]] = [
    "id": [
      "id", "oid", "objectid", "object_id", "gml_id", "uuid", "fid_source", "idflurst", "osm_id",
    ],
    "name": ["name", "bezeichnung", "bezeichner", "bez"],
    "street": [
      "street", "strasse", "straße", "str", "strname", "strassenname", "stn", "addr:street",
      "street_name",
    ],
    "house_number": [
      "house_number", "housenumber", "hnr", "hsnr", "hausnummer", "hausnr", "addr:housenumber",
      "nummer",
    ],
    "suffix": ["suffix", "adz", "hsnrzu", "hsnrzus", "hnrzusatz", "zusatz", "adresszusatz"],
    "postcode": ["postcode", "plz", "postleitzahl", "addr:postcode", "zip"],
    "city": ["city", "ort", "onm", "gmd", "gemeinde", "gmdname", "addr:city", "town"],
    "district": ["district", "ortsteil", "stadtteil", "ott", "addr:suburb"],
    "dwellings": [
      "dwellings", "wohneinheiten", "we", "units", "addr:flats", "building:flats", "wohnungen",
    ],
    "levels": ["levels", "anzahlgs", "geschosse", "building:levels", "aog"],
    "use": ["use", "building", "funktion", "function", "gebnutzbez", "gfkzshh"],
    "class": ["class", "highway", "klasse", "strassenklasse", "fclass"],
    "surface": ["surface", "belag", "oberflaeche"],
    "width": ["width", "breite", "carriageway_width_m", "width_m"],
    "sides": ["sides", "trench_sides"],
    "bridge": ["bridge", "bruecke"],
    "tunnel": ["tunnel"],
    "private": ["private", "privat"],
    "level": ["level", "layer"],
    "kind": ["kind", "art", "typ", "type", "std_type"],
    "owner": ["owner", "eigentuemer", "betreiber", "operator"],
    "capacity": ["capacity", "kapazitaet", "anzahl"],
    "used": ["used", "belegt", "occupied"],
    "condition": ["condition", "zustand"],
    "status": ["status"],
  ]

  func read(_ file: borrowing VectorFile, name: String) throws -> ImportBatch {
    var batch = ImportBatch(file: name)
    var plans: [LayerPlan?] = []
    for layer in file.layers {
      guard let role = role ?? Self.role(of: layer.name) else {
        plans.append(nil)
        continue
      }
      let plan = try LayerPlan(layer, role, fieldMap, name)
      plans.append(plan)
    }
    if plans.count(where: { $0 != nil }) > 1 {
      for index in plans.indices { plans[index]?.namesLayer = true }
    }
    guard plans.contains(where: { $0 != nil }) else {
      throw ImportError(
        .column(.unknownContent(roles: ImportRole.allCases.map(\.rawValue))), file: name,
        layer: file.layers.first?.name)
    }
    var isEmpty = [Bool](repeating: true, count: plans.count)
    try file.forEach { feature in
      batch.featuresRead += 1
      isEmpty[feature.layer] = false
      guard let plan = plans[feature.layer] else {
        batch.notWanted += 1
        return
      }
      plan.take(feature, into: &batch)
    }
    for case (let plan?, let isEmpty) in zip(plans, isEmpty) {
      batch.notes.append(plan.note)
      if isEmpty { batch.notes.append(.emptyLayer(plan.layer)) }
    }
    return batch
  }

  /// What a layer's name says it is: our own names, those of ALKIS simplified, of Hausumringe.
  private static func role(of layer: String) -> ImportRole? {
    if let role = ImportRole(rawValue: layer.lowercased()) { return role }
    switch layer.lowercased() {
    case "flurstueck", "flurstück": return .parcel
    case "gebauedebauwerk", "gebaeudebauwerk", "hu", "hausumringe", "gebaeude": return .building
    case "hauskoordinaten", "adressen", "addresses": return .address
    case let name where name.hasPrefix("hu_"): return .building
    case let name:
      // A file may be named for what it holds: conduits.geojson, sites.geojson, districts.geojson.
      if name == "districts" || name == "areas" { return .area }
      return ImportRole.allCases.first { name == "\($0.rawValue)s" }
    }
  }

  /// How one layer's columns are understood.
  private struct LayerPlan {
    let layer: String
    let role: ImportRole
    let positions: [String: Int]
    let note: ImportNote
    /// Whether ids carry the layer's name, because several layers are taken.
    var namesLayer = false

    init(
      _ info: VectorFile.LayerInfo, _ role: ImportRole, _ fieldMap: [String: String],
      _ file: String
    ) throws {
      layer = info.name
      self.role = role
      let lower = info.fields.map { $0.lowercased() }
      var positions: [String: Int] = [:]
      for target in AnyVectorFile.synonyms.keys.sorted() {
        for synonym in AnyVectorFile.synonyms[target] ?? [] {
          if let position = lower.firstIndex(of: synonym) {
            positions[target] = position
            break
          }
        }
      }
      for target in fieldMap.keys.sorted() {
        guard let source = fieldMap[target] else { continue }
        guard AnyVectorFile.synonyms[target] != nil else {
          throw ImportError(
            .column(.unknownField(target, known: AnyVectorFile.synonyms.keys.sorted())),
            file: file, layer: info.name)
        }
        guard let position = lower.firstIndex(of: source.lowercased()) else {
          throw ImportError(
            .column(.unknownColumn(source, columns: info.fields)), file: file, layer: info.name)
        }
        positions[target] = position
      }
      if role == .address {
        for needed in ["street", "house_number"] where positions[needed] == nil {
          throw ImportError(
            .column(.missingFields([needed], columns: info.fields)), file: file, layer: info.name)
        }
      }
      self.positions = positions
      let columns = positions.sorted { $0.key < $1.key }.map {
        ImportNote.Column(field: $0.key, column: info.fields[$0.value])
      }
      note = .layer(info.name, role: role, columns: columns)
    }

    func take(_ feature: VectorFile.Feature, into batch: inout ImportBatch) {
      var values: [String: String] = [:]
      let name = batch.file.lowercased()
      let isTable = name.contains(".csv") || name.contains(".tsv")
      for (field, position) in positions {
        guard let text = feature.values[position], !text.isEmpty else { continue }
        values[field] = isTable ? text.withoutFormulaMark : text
      }
      let number = values["id"] ?? "\(feature.number)"
      let id = "\(batch.file):\(namesLayer ? "\(layer):" : "")\(number)"
      FeatureReader(layer: layer, number: number, id: id, values: values)
        .take(feature.geometry, as: role, into: &batch)
    }
  }
}
