import Geospatial
import NetworkModel
import ProjectStore

/// What a layer of a file is to become: the words of `--as`.
public enum ImportRole: String, Sendable, CaseIterable {
  case address, street, building, obstacle, parcel, area, conduit, site
}

/// Takes the layers of any file that GDAL reads, by the names of their columns.
struct AnyVectorFile {
  /// The column of the file for a column of the project, as the user has said.
  let fieldMap: [String: String]
  let role: ImportRole?

  /// Column names that are understood without being told, in lower case.
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
      batch.notes.append(plan.note)
      if layer.featureCount == 0 { batch.notes.append("layer \(layer.name) is empty") }
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
    try file.forEach { feature in
      batch.featuresRead += 1
      guard let plan = plans[feature.layer] else {
        batch.notWanted += 1
        return
      }
      plan.take(feature, into: &batch)
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
    let note: String
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
      let understood = positions.keys.sorted().map { "\($0)=\(info.fields[positions[$0] ?? 0])" }
      note = "layer \(info.name) taken as \(role.rawValue): \(understood.joined(separator: ", "))"
    }

    func take(_ feature: VectorFile.Feature, into batch: inout ImportBatch) {
      func value(_ target: String) -> String? {
        guard let position = positions[target], let text = feature.values[position] else {
          return nil
        }
        return text.isEmpty ? nil : text
      }
      func integer(_ target: String) -> Int? {
        value(target).flatMap { Double($0) }.flatMap {
          $0.isFinite && abs($0) < 1e9 ? Int($0) : nil
        }
      }
      let number = value("id") ?? "\(feature.number)"
      let id = "\(batch.file):\(namesLayer ? "\(layer):" : "")\(number)"
      let geometry: Geometry
      switch feature.geometry {
      case .some(let shape): geometry = shape
      case .none:
        batch.reject(layer, number, "no geometry", "give the feature a geometry")
        return
      case .unusable(let reason):
        batch.reject(layer, number, reason, "draw the feature anew")
        return
      }
      func wrongGeometry(_ wanted: String) {
        batch.reject(layer, number, "not \(wanted)", "give the feature the right geometry")
      }
      switch role {
      case .address:
        guard let houseNumber = value("house_number") else {
          batch.reject(layer, number, "no house number", "nothing: it is no home")
          return
        }
        batch.addresses.append(
          ImportBatch.RawAddress(
            id: id, city: value("city"), postcode: value("postcode"), district: value("district"),
            street: value("street"), number: houseNumber, suffix: value("suffix"),
            quality: geometry.isPoint ? "node" : "building", dwellings: integer("dwellings"),
            location: geometry.representativePoint))
      case .street:
        let lines = geometry.lines
        if lines.isEmpty { return wrongGeometry("a line") }
        for (part, line) in lines.enumerated() {
          let partID = lines.count == 1 ? id : "\(id)/\(part + 1)"
          guard line.length > 0 else {
            batch.reject(layer, number, "line of no length", "draw the line or delete it")
            continue
          }
          batch.streets.append(
            Street(
              id: partID, name: value("name") ?? value("street"),
              streetClass: value("class").flatMap(StreetClass.init) ?? .unclassified,
              surface: value("surface").flatMap(Surface.init),
              carriagewayWidth: value("width").flatMap { Double($0) }.flatMap { $0 > 0 ? $0 : nil },
              trenchSides: value("sides").flatMap(TrenchSides.init),
              isBridge: Self.isTrue(value("bridge")), isTunnel: Self.isTrue(value("tunnel")),
              isPrivate: Self.isTrue(value("private")), level: integer("level") ?? 0,
              source: batch.file, line: line))
        }
      case .conduit:
        let lines = geometry.lines
        if lines.isEmpty { return wrongGeometry("a line") }
        for (part, line) in lines.enumerated() {
          guard line.length > 0 else {
            batch.reject(layer, number, "line of no length", "draw the line or delete it")
            continue
          }
          batch.conduits.append(
            Conduit(
              id: lines.count == 1 ? id : "\(id)/\(part + 1)", owner: value("owner"),
              kind: value("kind"), capacity: integer("capacity").flatMap { $0 >= 0 ? $0 : nil },
              used: integer("used").flatMap { $0 >= 0 ? $0 : nil },
              condition: value("condition").flatMap(Conduit.Condition.init) ?? .unknown,
              source: batch.file, line: line))
        }
      case .building:
        if geometry.surfaces.isEmpty { return wrongGeometry("a surface") }
        batch.buildings.append(
          Building(
            id: id, levels: integer("levels"), dwellings: integer("dwellings"), use: value("use"),
            source: batch.file, footprint: geometry.surfaces))
      case .parcel:
        if geometry.surfaces.isEmpty { return wrongGeometry("a surface") }
        batch.parcels.append(Parcel(id: id, source: batch.file, surface: geometry.surfaces))
      case .area:
        if geometry.surfaces.isEmpty { return wrongGeometry("a surface") }
        batch.areas.append(
          Area(
            id: id, name: value("name") ?? number, kind: value("kind") ?? "district",
            source: batch.file, surface: geometry.surfaces))
      case .obstacle:
        guard let kind = value("kind").flatMap(Obstacle.Kind.init) else {
          batch.reject(
            layer, number, "unknown kind of obstacle",
            "write rail, water or motorway in the column kind")
          return
        }
        batch.obstacles.append(
          Obstacle(
            id: id, kind: kind, name: value("name"),
            width: value("width").flatMap { Double($0) }, level: integer("level") ?? 0,
            source: batch.file, geometry: geometry))
      case .site:
        guard case .point(let location) = geometry else { return wrongGeometry("a point") }
        guard let kind = value("kind").flatMap({ Site.Kind(rawValue: $0.lowercased()) }) else {
          batch.reject(
            layer, number, "unknown kind of site", "write pop, cabinet or shaft in the column kind")
          return
        }
        batch.sites.append(
          Site(
            id: id, kind: kind, name: value("name"),
            isExisting: value("status")?.lowercased() != "candidate",
            capacity: integer("capacity").flatMap { $0 >= 0 ? $0 : nil }, source: batch.file,
            location: location))
      }
    }

    private static func isTrue(_ text: String?) -> Bool {
      guard let text else { return false }
      return ["1", "true", "yes", "ja", "t", "y", "j"].contains(text.lowercased())
    }
  }
}

extension Geometry {
  fileprivate var isPoint: Bool {
    if case .point = self { true } else { false }
  }

  fileprivate var lines: [LineString] {
    switch self {
    case .lineString(let line): [line]
    case .multiLineString(let lines): lines
    default: []
    }
  }

  fileprivate var surfaces: [Polygon] {
    switch self {
    case .polygon(let polygon): [polygon]
    case .multiPolygon(let polygons): polygons
    default: []
    }
  }
}
