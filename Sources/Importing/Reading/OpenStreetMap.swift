import Geospatial
import NetworkModel
import ProjectStore

/// Takes streets, addresses, buildings, obstacles, sites and areas from OpenStreetMap data.
enum OpenStreetMap {
  /// What GDAL's driver is to hand over.
  ///
  /// Closed ways come as lines; what is a surface is decided here.
  private static let configuration = """
    closed_ways_are_polygons=boundary
    report_all_nodes=no
    report_all_ways=no
    attribute_name_laundering=no
    [points]
    osm_id=yes
    attributes=\(addressKeys),man_made,telecom,utility,name,ref
    other_tags=no
    [lines]
    osm_id=yes
    attributes=\(wayKeys)
    other_tags=no
    [multipolygons]
    osm_id=yes
    attributes=\(wayKeys)
    other_tags=no
    [multilinestrings]
    osm_id=yes
    attributes=name
    other_tags=no
    [other_relations]
    osm_id=yes
    attributes=name
    other_tags=no
    """

  private static let addressKeys =
    "addr:housenumber,addr:street,addr:place,addr:city,addr:postcode,addr:suburb,addr:flats,"
    + "entrance,building,building:flats"
  private static let wayKeys =
    "\(addressKeys),building:levels,highway,name,surface,width,est_width,lanes,bridge,tunnel,"
    + "layer,access,motorroad,railway,waterway,natural,landuse,water,boundary,admin_level"

  static func read(path: String, name: String) throws -> ImportBatch {
    let file = try VectorFile(path: path, name: name, openStreetMapSettings: configuration)
    var batch = ImportBatch(file: name)
    let columns = file.layers.map { Columns($0.fields) }
    let layers = file.layers.map(\.name)
    try file.forEach { feature in
      batch.featuresRead += 1
      let element = Element(
        feature: feature, columns: columns[feature.layer], layer: layers[feature.layer])
      take(element, into: &batch)
    }
    return batch
  }

  /// Where each key stands among a layer's columns.
  private struct Columns {
    let positions: [String: Int]

    init(_ fields: [String]) {
      positions = Dictionary(
        fields.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// One node, way or relation with its tags.
  private struct Element {
    let feature: VectorFile.Feature
    let columns: Columns
    let layer: String

    subscript(key: String) -> String? {
      guard let position = columns.positions[key] else { return nil }
      return feature.values[position]
    }

    var id: String {
      if let way = self["osm_way_id"] { return "osm:w\(way)" }
      let number = self["osm_id"] ?? "\(feature.number)"
      return switch layer {
      case "points": "osm:n\(number)"
      case "lines": "osm:w\(number)"
      default: "osm:r\(number)"
      }
    }
  }

  private static func take(_ element: Element, into batch: inout ImportBatch) {
    let hasNumber = element["addr:housenumber"] != nil
    let isWanted =
      hasNumber || element["highway"] != nil && element.layer != "points"
      || element["building"] != nil && element.layer != "points" || element["railway"] != nil
      || element["waterway"] != nil || element["natural"] == "water"
      || element["landuse"] == "basin" || element["boundary"] == "administrative"
      || element["telecom"] != nil || element["man_made"] == "street_cabinet"
    guard isWanted else {
      batch.notWanted += 1
      return
    }
    let geometry: Geometry
    switch element.feature.geometry {
    case .some(let shape): geometry = shape
    case .none:
      batch.reject(element.layer, element.id, .noGeometry)
      return
    case .unusable(let fault):
      batch.reject(element.layer, element.id, fault)
      return
    }
    var isTaken = takeStreet(element, geometry, into: &batch)
    isTaken = takeBuilding(element, geometry, into: &batch) || isTaken
    isTaken = takeObstacle(element, geometry, into: &batch) || isTaken
    isTaken = takeArea(element, geometry, into: &batch) || isTaken
    isTaken = takeSite(element, geometry, into: &batch) || isTaken
    if hasNumber {
      takeAddress(element, geometry, into: &batch)
      isTaken = true
    }
    if !isTaken { batch.notWanted += 1 }
  }

  private static func takeStreet(
    _ element: Element, _ geometry: Geometry, into batch: inout ImportBatch
  ) -> Bool {
    guard let highway = element["highway"], element.layer != "points" else { return false }
    let level = element["layer"].flatMap { Int($0) } ?? 0
    for (line, id) in lines(of: geometry, id: element.id) {
      guard line.length > 0 else {
        batch.reject("street", id, .lineWithoutLength)
        continue
      }
      batch.streets.append(
        Street(
          id: StreetID(id), name: element["name"], streetClass: streetClass(highway, element),
          surface: element["surface"].flatMap(surface), carriagewayWidth: width(element),
          isBridge: isSet(element["bridge"]), isTunnel: isSet(element["tunnel"]),
          isPrivate: ["private", "no"].contains(element["access"] ?? ""), level: level,
          source: batch.file, line: line))
      if ["motorway", "motorway_link"].contains(highway) || element["motorroad"] == "yes" {
        batch.obstacles.append(
          Obstacle(
            id: ObstacleID("\(id)/motorway"), kind: .motorway, name: element["name"], width: nil,
            level: structureLevel(element), source: batch.file, geometry: .lineString(line)))
      }
    }
    return true
  }

  private static func takeBuilding(
    _ element: Element, _ geometry: Geometry, into batch: inout ImportBatch
  ) -> Bool {
    guard let building = element["building"], building != "no", element.layer != "points" else {
      return false
    }
    let footprint = surfaces(of: geometry)
    guard !footprint.isEmpty else {
      batch.reject("building", element.id, .openFootprint)
      return true
    }
    batch.buildings.append(
      Building(
        id: BuildingID(element.id),
        levels: number(.levels, element, "building:levels", &batch),
        dwellings: number(.dwellings, element, "building:flats", &batch), use: building,
        source: batch.file, footprint: footprint))
    return true
  }

  private static func takeObstacle(
    _ element: Element, _ geometry: Geometry, into batch: inout ImportBatch
  ) -> Bool {
    guard element.layer != "points" else { return false }
    let isRail = ["rail", "light_rail", "subway", "narrow_gauge"].contains(element["railway"] ?? "")
    let isStream = ["river", "stream", "canal", "ditch", "drain"].contains(
      element["waterway"] ?? "")
    let isSurface =
      element["natural"] == "water" || element["landuse"] == "basin"
      || element["waterway"] == "riverbank"
    guard isRail || isStream || isSurface else { return false }
    var shape = geometry
    if isSurface {
      let polygons = surfaces(of: geometry)
      guard !polygons.isEmpty else {
        batch.reject("obstacle", element.id, .openWater)
        return true
      }
      shape = .multiPolygon(polygons)
    }
    batch.obstacles.append(
      Obstacle(
        id: ObstacleID(element.id), kind: isRail ? .rail : .water, name: element["name"],
        width: isSurface ? nil : metres(element["width"]), level: structureLevel(element),
        source: batch.file, geometry: shape))
    return true
  }

  private static func takeArea(
    _ element: Element, _ geometry: Geometry, into batch: inout ImportBatch
  ) -> Bool {
    guard element["boundary"] == "administrative", let name = element["name"],
      let level = element["admin_level"].flatMap({ Int($0) })
    else { return false }
    let polygons = surfaces(of: geometry)
    // Boundary ways without their relation are only lines: no area, nothing lost.
    guard !polygons.isEmpty else { return false }
    batch.areas.append(
      Area(
        id: AreaID(element.id), name: name, kind: level >= 9 ? .district : .municipality,
        source: batch.file, surface: polygons))
    return true
  }

  private static func takeSite(
    _ element: Element, _ geometry: Geometry, into batch: inout ImportBatch
  ) -> Bool {
    guard case .point(let location) = geometry else { return false }
    let kind: Site.Kind
    if element["telecom"] == "exchange" {
      kind = .pop
    } else if element["man_made"] == "street_cabinet",
      ["telecom", "communication"].contains(element["utility"] ?? element["telecom"] ?? "")
    {
      kind = .cabinet
    } else {
      return false
    }
    // Somebody else's exchange or cabinet is a possible place, not part of this network.
    batch.sites.append(
      Site(
        id: SiteID(element.id), kind: kind, name: element["name"] ?? element["ref"],
        isExisting: false,
        source: batch.file, location: location))
    return true
  }

  private static func takeAddress(
    _ element: Element, _ geometry: Geometry, into batch: inout ImportBatch
  ) {
    guard let number = element["addr:housenumber"] else { return }
    let quality =
      element["entrance"] != nil ? "entrance" : element.layer == "points" ? "node" : "building"
    batch.addresses.append(
      ImportBatch.RawAddress(
        id: AddressID(element.id), city: element["addr:city"], postcode: element["addr:postcode"],
        district: element["addr:suburb"],
        street: element["addr:street"] ?? element["addr:place"], number: number, suffix: nil,
        quality: quality,
        dwellings: flats(element, &batch),
        location: geometry.representativePoint))
  }

  // MARK: Tags

  private static func streetClass(_ highway: String, _ element: Element) -> StreetClass {
    switch highway {
    case "construction", "proposed", "planned", "abandoned", "razed": return .construction
    case "road": return .unclassified
    default: break
    }
    let plain = highway.hasSuffix("_link") ? String(highway.dropLast(5)) : highway
    return StreetClass(rawValue: plain) ?? .other
  }

  private static func surface(_ value: String) -> Surface? {
    switch value {
    case "asphalt", "paved", "tarmac", "chipseal": .asphalt
    case "concrete", "concrete:plates", "concrete:lanes", "cement": .concrete
    case "paving_stones", "sett", "cobblestone", "unhewn_cobblestone", "cobblestone:flattened",
      "bricks", "grass_paver":
      .paving
    case "gravel", "compacted", "fine_gravel", "pebblestone", "unpaved": .gravel
    case "ground", "dirt", "grass", "earth", "mud", "sand", "woodchips", "clay": .unsealed
    default: nil
    }
  }

  private static func width(_ element: Element) -> Double? {
    if let width = metres(element["width"]) ?? metres(element["est_width"]) { return width }
    guard let lanes = element["lanes"].flatMap({ Double($0) }), (1...8).contains(lanes) else {
      return nil
    }
    return lanes * 3.25
  }

  private static func metres(_ text: String?) -> Double? {
    guard let text else { return nil }
    let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "," }
    let number = Double(String(digits.map { $0 == "," ? "." : $0 }))
    return number.flatMap { $0 > 0 && $0 < 200 ? $0 : nil }
  }

  /// The number in a tag.
  ///
  /// A number beyond the limit is named and counts as unknown. Many tags have a text instead, which
  /// is not named.
  private static func number(
    _ field: NumberField, _ element: Element, _ key: String, _ batch: inout ImportBatch
  ) -> Int? {
    guard let text = element[key], Double(text) != nil else { return nil }
    let number = field.whole(text, .toNearestOrAwayFromZero)
    if number == nil { batch.ignore(text, of: field, element.layer, element.id) }
    return number
  }

  private static func flats(_ element: Element, _ batch: inout ImportBatch) -> Int? {
    guard let text = element["addr:flats"] ?? element["building:flats"] else { return nil }
    let number = NumberField.dwellings.flats(text)
    if number == nil { batch.ignore(text, of: .dwellings, element.layer, element.id) }
    return number
  }

  private static func isSet(_ value: String?) -> Bool { value != nil && value != "no" }

  private static func structureLevel(_ element: Element) -> Int {
    let level = element["layer"].flatMap { Int($0) } ?? 0
    if isSet(element["bridge"]) { return max(1, level) }
    if isSet(element["tunnel"]) { return min(-1, level) }
    return 0
  }

  // MARK: Shapes

  /// The lines of a way; of a surface its outer ring.
  private static func lines(of geometry: Geometry, id: String) -> [(LineString, String)] {
    switch geometry {
    case .lineString(let line): return [(line, id)]
    case .multiLineString(let lines):
      return lines.enumerated().map { ($1, "\(id)/\($0 + 1)") }
    case .polygon(let polygon): return LineString(polygon.exterior).map { [($0, id)] } ?? []
    case .multiPolygon(let polygons):
      return polygons.enumerated().compactMap { number, polygon in
        LineString(polygon.exterior).map {
          ($0, polygons.count == 1 ? id : "\(id)/\(number + 1)")
        }
      }
    case .point, .multiPoint: return []
    }
  }

  /// The surfaces of a geometry; a closed line bounds one.
  private static func surfaces(of geometry: Geometry) -> [Polygon] {
    switch geometry {
    case .polygon(let polygon): [polygon]
    case .multiPolygon(let polygons): polygons
    case .lineString(let line): Polygon(exterior: line.coordinates).map { [$0] } ?? []
    case .point, .multiPoint, .multiLineString: []
    }
  }
}

extension Geometry {
  /// A position that stands for the whole: of a surface one within it.
  var representativePoint: Coordinate {
    switch self {
    case .point(let point): return point
    case .lineString(let line):
      guard let surface = Polygon(exterior: line.coordinates) else { return line.envelope.centre }
      return surface.interiorPoint
    case .polygon(let polygon): return polygon.interiorPoint
    case .multiPolygon(let polygons):
      let largest = polygons.max { $0.area < $1.area }
      return largest?.interiorPoint ?? envelope.centre
    case .multiPoint, .multiLineString: return envelope.centre
    }
  }
}
