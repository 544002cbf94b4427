import AddressSearch
import Geospatial
import HTTPServing
import PublicProjection
import TextFormats
import WebPages

/// The interface under `/ogc`: OGC API – Features, Part 1 Core (17-069r4) and Part 2 CRS
/// (18-058r1), with a single collection, `addresses`.
struct FeatureInterface {
  private let target: RequestTarget
  private let snapshot: Snapshot
  private let base: String
  private let listsAddresses: Bool

  init(_ request: Request, _ shared: LookupService.Shared) {
    target = request.target
    snapshot = shared.snapshot
    listsAddresses = shared.configuration.listsAddresses
    let host = request.headers["host"].map { "http://\($0)" } ?? ""
    base =
      (shared.configuration.publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 })
      ?? host
  }

  func respond() throws(RequestFault) -> Response {
    var path = target.path.dropFirst()
    if path.last == "" { path = path.dropLast() }
    let words = Array(path)
    switch words.first {
    case nil: return try document { landing(&$0) }
    case "conformance" where words.count == 1: return try document { conformance(&$0) }
    case "collections":
      guard words.count > 1 else { return try document { collections(&$0) } }
      guard words[1] == "addresses" else { break }
      if words.count == 2 { return try document { collection(&$0) } }
      guard words[2] == "items" else { break }
      if words.count == 3 { return try items() }
      if words.count == 4 { return try item(words[3]) }
    default: break
    }
    throw RequestFault(.notFound, "the resource does not exist")
  }

  // MARK: Documents

  private func document(_ body: (inout JSONWriter.Object) -> Void) throws(RequestFault) -> Response
  {
    try target.allow(["f"])
    try checkFormat()
    var json = JSONWriter()
    json.object(body)
    return Response(
      type: "application/json", json.bytes + [UInt8(ascii: "\n")], caching: .seconds(300))
  }

  private func checkFormat() throws(RequestFault) {
    if let format = try target.value("f"), format != "json" {
      throw RequestFault(.badRequest, "f must be json")
    }
  }

  private func landing(_ object: inout JSONWriter.Object) {
    object.member("title", "Fibre availability")
    object.member(
      "description", "The availability of fibre for each building, as of \(snapshot.data.asOf).")
    links(
      &object,
      [
        Link("self", "/ogc", "application/json"),
        Link(
          "service-desc", "/openapi.json", "application/vnd.oai.openapi+json;version=3.1"),
        Link("service-doc", "/interface", "text/html"),
        Link("conformance", "/ogc/conformance", "application/json"),
        Link("data", "/ogc/collections", "application/json"),
      ])
  }

  private func conformance(_ object: inout JSONWriter.Object) {
    let classes = [
      "ogcapi-features-1/1.0/conf/core", "ogcapi-features-1/1.0/conf/geojson",
      "ogcapi-features-2/1.0/conf/crs",
    ]
    object.array("conformsTo", classes.map { "http://www.opengis.net/spec/\($0)" })
  }

  private func collections(_ object: inout JSONWriter.Object) {
    links(&object, [Link("self", "/ogc/collections", "application/json")])
    object.array("crs", systems)
    object.array("collections") { array in array.object { collection(&$0) } }
  }

  private func collection(_ object: inout JSONWriter.Object) {
    object.member("id", "addresses")
    object.member("title", "Addresses")
    object.member(
      "description", "A point for the address of each building, with its availability class.")
    object.member("itemType", "feature")
    object.member("storageCrs", Projections.System.crs84.uri)
    object.array("crs", systems)
    if !snapshot.extent.isEmpty {
      object.object("extent") { extent in
        extent.object("spatial") { spatial in
          spatial.array("bbox") { boxes in boxes.element { box(&$0) } }
          spatial.member("crs", Projections.System.crs84.uri)
        }
      }
    }
    links(
      &object,
      [
        Link("self", "/ogc/collections/addresses", "application/json"),
        Link("items", "/ogc/collections/addresses/items", "application/geo+json"),
      ])
  }

  private var systems: [String] { snapshot.projections.systems.map(\.uri) }

  private func box(_ json: inout JSONWriter) {
    let extent = snapshot.extent
    json.array { array in
      for ordinate in [extent.minimum.x, extent.minimum.y, extent.maximum.x, extent.maximum.y] {
        array.element { $0.decimal(ordinate, places: 5) }
      }
    }
  }

  private struct Link {
    let relation: String
    let target: String
    let type: String

    init(_ relation: String, _ target: String, _ type: String) {
      self.relation = relation
      self.target = target
      self.type = type
    }
  }

  private func links(_ object: inout JSONWriter.Object, _ links: [Link]) {
    object.array("links") { array in
      for link in links {
        array.object { object in
          object.member("rel", link.relation)
          object.member("href", base + link.target)
          object.member("type", link.type)
        }
      }
    }
  }

  // MARK: Features

  private func item(_ id: String) throws(RequestFault) -> Response {
    try target.allow(["f", "crs"])
    try checkFormat()
    let system = try target.value("crs").map(snapshot.projections.system) ?? .crs84
    guard let address = snapshot.data.address(id: id) else {
      throw RequestFault(.notFound, "the feature does not exist")
    }
    var json = JSONWriter()
    json.object { object in
      write(
        address, snapshot.projections.project([address.position], to: system)[0], system,
        to: &object)
      let collection = "/ogc/collections/addresses"
      links(
        &object,
        [
          Link("self", "\(collection)/items/\(address.id)", "application/geo+json"),
          Link("collection", collection, "application/json"),
        ])
    }
    return features(json, system)
  }

  private func items() throws(RequestFault) -> Response {
    try target.allow(
      ["f", "crs", "bbox", "bbox-crs", "limit", "offset", "datetime", "class", "district"])
    try checkFormat()
    let system = try target.value("crs").map(snapshot.projections.system) ?? .crs84
    let selection = try FeatureSelection(target, snapshot)
    let addresses = selection.page.map { snapshot.data.addresses[Int($0)] }
    let projected = snapshot.projections.project(addresses.map(\.position), to: system)
    var json = JSONWriter()
    json.object { object in
      object.member("type", "FeatureCollection")
      object.member("numberMatched", selection.count)
      object.member("numberReturned", addresses.count)
      object.array("features") { array in
        for (address, position) in zip(addresses, projected) {
          array.object { write(address, position, system, to: &$0) }
        }
      }
      let (offset, limit) = (selection.offset, selection.limit)
      var all = [
        Link("self", pageTarget(offset: offset, limit: limit), "application/geo+json"),
        Link("collection", "/ogc/collections/addresses", "application/json"),
      ]
      if offset + addresses.count < selection.count, !addresses.isEmpty {
        let next = pageTarget(offset: offset + addresses.count, limit: limit)
        all.append(Link("next", next, "application/geo+json"))
      }
      links(&object, all)
    }
    return features(json, system)
  }

  private func features(_ json: JSONWriter, _ system: Projections.System) -> Response {
    var response = Response(
      type: "application/geo+json", json.bytes + [UInt8(ascii: "\n")], caching: .seconds(300))
    response.add("Content-Crs", "<\(system.uri)>")
    return response
  }

  private func write(
    _ address: PublicAddress, _ position: Coordinate, _ system: Projections.System,
    to object: inout JSONWriter.Object
  ) {
    object.member("type", "Feature")
    object.member("id", address.id)
    object.member("geometry") {
      $0.geometry(.point(position), places: system.places, zeros: .kept)
    }
    object.object("properties") { properties in
      properties.member("class", address.finding.availability.rawValue)
      properties.member("period", address.finding.period)
      properties.member("source", address.finding.source.rawValue)
      properties.member("rule", address.finding.rule)
      properties.member("as_of", snapshot.data.asOf)
      properties.member("city", address.city)
      properties.member("district", address.district)
      if listsAddresses {
        properties.member("street", address.street)
        properties.member("house_number", address.number.description)
        properties.member("postcode", address.postcode)
      }
    }
  }

  /// The target of another page of the same features.
  private func pageTarget(offset: Int, limit: Int) -> String {
    var pairs = target.query.filter { $0.name != "offset" && $0.name != "limit" }
      .map { ($0.name, $0.value) }
    pairs += [("limit", String(limit)), ("offset", String(offset))]
    return "/ogc/collections/addresses/items?"
      + pairs.map { "\($0)=\(QueryValue.escaped($1))" }.joined(separator: "&")
  }
}
