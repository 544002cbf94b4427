import FoundationEssentials
import Geospatial
public import NetworkModel
public import ProjectStore
import TextFormats

/// A file of surveyed works, in any format that GDAL reads.
///
/// The kind of each feature is stated by a column, or by the name of its layer.
public struct SurveyFile {
  /// What the user says about the file.
  public struct Options: Sendable {
    /// What the features are, where they do not say.
    public var kind: BuiltWork.Kind?
    /// The CRS of the coordinates, in place of what the file says: `EPSG:n`.
    public var crs: String?
    /// For columns of the project the columns of the file.
    public var fields: [String: String] = [:]

    /// Leaves everything to the file.
    public init() {}
  }

  /// A work as read, with the address as somebody wrote it.
  public struct Feature: Sendable {
    /// The work, in the project's CRS.
    public var work: BuiltWork
    /// The address it belongs to, as written; `nil` where none is.
    public var address: String?
  }

  /// The works, in the file's order; lines of several parts are several works.
  public let features: [Feature]
  /// What cannot be taken, each with its reason.
  public let rejects: [ImportReport.Finding]
  /// SHA-256 of the file, hexadecimal.
  public let digest: String

  /// Column names that are recognized without a mapping, in lower case.
  private static let synonyms: [String: [String]] = [
    "id": ["id", "oid", "objectid", "fid_source", "nummer"],
    "kind": ["kind", "art", "typ", "type", "objektart"],
    "address": ["address", "adresse", "address_id", "anschrift"],
    "capacity": ["capacity", "kapazitaet", "kapazität", "rohre"],
    "used": ["used", "belegt"],
    "cost": ["cost_eur", "cost", "kosten", "kosten_eur", "preis"],
  ]

  /// The words that a survey may use for a kind of work, in lower case.
  private static let words: [String: BuiltWork.Kind] = [
    "graben": .trench, "trasse": .trench, "tiefbau": .trench, "leerrohr": .conduit,
    "duct": .conduit,
    "rohr": .conduit, "rohrverband": .conduit, "hausanschluss": .drop,
    "hausanschlussleitung": .drop, "nvt": .cabinet, "verteiler": .cabinet, "schacht": .shaft,
    "hauseinführung": .houseEntry, "hauseinfuehrung": .houseEntry, "hüp": .houseEntry,
    "huep": .houseEntry, "house entry": .houseEntry,
  ]

  /// Reads a file and brings it to a project's CRS.
  ///
  /// - Throws: ``ImportError`` if the file cannot be read, does not state its CRS, or is empty.
  public init(_ path: String, for project: Project, options: Options = Options()) throws {
    guard let crs = project.crs else {
      throw ImportError(.file(.emptyProject), file: project.path)
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    _ = try SourceFile(path, name: path)
    digest = try Importer.digest(of: path, name)
    let opened = try OpenedFile(path, name: name, crs: options.crs)
    let source = try opened.system()
    var (batch, drafts) = try Self.read(opened, name, options)
    let placement = try Placement(
      from: source, to: crs, exchangesAxes: try batch.comesNorthFirst(in: source))
    let unplaced = batch.rejects.count
    var repairs: [ImportReport.Finding] = []
    try placement.apply(to: &batch, repairs: &repairs)
    let shapes =
      batch.conduits.map { ($0.id.rawValue, Geometry.lineString($0.line)) }
      + batch.sites.map { ($0.id.rawValue, Geometry.point($0.location)) }
    let ordered: [(Int, Feature)] = shapes.compactMap { key, geometry in
      drafts[key].map { draft in (Int(key) ?? 0, draft.feature(geometry)) }
    }
    features = ordered.sorted { $0.0 < $1.0 }.map(\.1)
    rejects = batch.rejects.enumerated().map { place, reject in
      guard place >= unplaced, let draft = drafts[reject.feature] else { return reject }
      return ImportReport.Finding(
        file: reject.file, layer: draft.layer, feature: draft.number, fault: reject.fault)
    }
    if features.isEmpty && rejects.isEmpty {
      throw ImportError(.file(.noFeature), file: name)
    }
  }

  /// Reads the features in the file's CRS.
  ///
  /// - Returns: their geometries, as conduits and sites whose ids are the keys of the drafts.
  private static func read(_ opened: borrowing OpenedFile, _ name: String, _ options: Options)
    throws
    -> (ImportBatch, [String: Draft])
  {
    var batch = ImportBatch(file: name)
    var drafts: [String: Draft] = [:]
    let layers = opened.file.layers
    let columns = try layers.map { try Self.columns(of: $0, options.fields, name) }
    try opened.file.forEach { feature in
      let layer = layers[feature.layer].name
      func value(_ target: String) -> String? {
        columns[feature.layer][target].flatMap { feature.values[$0] }.flatMap {
          $0.isEmpty ? nil : $0
        }
      }
      let number = value("id") ?? "\(feature.number)"
      let word = value("kind") ?? layer
      guard let kind = options.kind ?? Self.kind(word) else {
        batch.reject(layer, number, .unknownWorkKind(word))
        return
      }
      for field in [NumberField.capacity, .used, .cost] {
        guard let text = value(field.name), field.number(text) == nil else { continue }
        batch.reject(layer, number, field.fault(text))
        return
      }
      guard case .some(let geometry) = feature.geometry else {
        batch.reject(layer, number, .noUsableGeometry)
        return
      }
      let parts = Self.parts(of: geometry, asLines: kind.isLine)
      if parts.isEmpty {
        batch.reject(layer, number, .wrongWorkGeometry(kind))
        return
      }
      for part in parts {
        // The place in the batch leads back to what else is known of the feature.
        let key = "\(drafts.count)"
        drafts[key] = Draft(
          kind: kind, layer: layer, number: number, address: value("address"),
          capacity: value("capacity").flatMap { NumberField.capacity.whole($0) },
          used: value("used").flatMap { NumberField.used.whole($0) },
          costInCents: value("cost").flatMap { NumberField.cost.number($0) }.flatMap {
            Int64(rounding: $0 * 100)
          })
        switch part {
        case .lineString(let line): batch.conduits.append(Conduit(id: ConduitID(key), line: line))
        case .point(let place):
          batch.sites.append(Site(id: SiteID(key), kind: .shaft, location: place))
        default: break
        }
      }
    }
    return (batch, drafts)
  }

  /// What is known of a feature besides its geometry.
  private struct Draft {
    let kind: BuiltWork.Kind
    let layer: String
    let number: String
    let address: String?
    let capacity: Int?
    let used: Int?
    let costInCents: Int64?

    func feature(_ geometry: Geometry) -> Feature {
      Feature(
        work: BuiltWork(
          kind: kind, geometry: geometry, capacity: capacity, used: used, costInCents: costInCents,
          feature: number), address: address)
    }
  }

  private static func columns(
    of layer: VectorFile.LayerInfo, _ fields: [String: String], _ file: String
  ) throws -> [String: Int] {
    let lower = layer.fields.map { $0.lowercased() }
    var columns: [String: Int] = [:]
    for (target, names) in synonyms {
      columns[target] = names.lazy.compactMap { lower.firstIndex(of: $0) }.first
    }
    for target in fields.keys.sorted() {
      guard let source = fields[target] else { continue }
      guard synonyms[target] != nil else {
        throw ImportError(
          .column(.unknownField(target, known: synonyms.keys.sorted())), file: file,
          layer: layer.name)
      }
      guard let position = lower.firstIndex(of: source.lowercased()) else {
        throw ImportError(
          .column(.unknownColumn(source, columns: layer.fields)), file: file, layer: layer.name)
      }
      columns[target] = position
    }
    return columns
  }

  private static func kind(_ word: String) -> BuiltWork.Kind? {
    let lower = word.lowercased()
    return BuiltWork.Kind(rawValue: lower) ?? words[lower]
      ?? BuiltWork.Kind.allCases.first { "\($0.rawValue)s" == lower }
  }

  private static func parts(of geometry: Geometry, asLines: Bool) -> [Geometry] {
    switch geometry {
    case .lineString(let line) where asLines && line.length > 0: [.lineString(line)]
    case .multiLineString(let lines) where asLines:
      lines.filter { $0.length > 0 }.map { .lineString($0) }
    case .point(let place) where !asLines: [.point(place)]
    case .multiPoint(let places) where !asLines: places.map { .point($0) }
    default: []
    }
  }
}
