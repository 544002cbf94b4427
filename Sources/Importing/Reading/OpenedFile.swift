import FoundationEssentials
import Geospatial
import NetworkModel
import ProjectStore

/// A vector file as it is opened, packed or not, with the CRS of its coordinates.
struct OpenedFile: ~Copyable {
  let file: VectorFile
  private let name: String
  private let crs: String?

  /// Opens what GDAL is to open.
  ///
  /// - Parameters:
  ///   - path: a path, or a place within an archive as ``place(of:)`` names it.
  ///   - name: what the user calls it.
  ///   - crs: the CRS that the user has said.
  /// - Throws: ``ImportError`` where it cannot be read, or its layers are in different CRSs.
  init(_ path: String, name: String, crs: String?) throws {
    let isGML =
      [".gml", ".xml"].contains { path.lowercased().hasSuffix($0) }
      || [".gml.gz", ".xml.gz"].contains { path.lowercased().hasSuffix($0) }
    let opened = try VectorFile(
      path: try Self.inside(path), name: name, options: isGML ? ["WRITE_GFS=NO"] : [])
    if crs == nil, Set(opened.layers.map(\.crs)).count > 1 {
      throw ImportError(.position(.differentCRSs), file: name)
    }
    file = opened
    self.name = name
    self.crs = crs
  }

  /// The CRS that the user has said, or else the file.
  ///
  /// - Throws: ``ImportError`` where neither does.
  func system() throws -> CoordinateReferenceSystem {
    if let crs { return try Self.system(named: crs) }
    guard let declared = file.layers.lazy.compactMap(\.crs).first else {
      throw ImportError(.position(.noCRS), file: name, layer: file.layers.first?.name)
    }
    return try Self.system(named: "\(declared)")
  }

  static func system(named name: String) throws -> CoordinateReferenceSystem {
    do {
      return try CoordinateReferenceSystem(identifier: name)
    } catch {
      throw ImportError(
        .position(.unusableCRS(error.description.withoutFullStop)), file: nil)
    }
  }

  static func requireThere(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw ImportError(.file(.missing), file: path)
    }
  }

  /// How GDAL is to open a path: packed files by its own file systems.
  static func place(of path: String) -> String {
    let lower = path.lowercased()
    if lower.hasSuffix(".gz") { return "/vsigzip/\(path)" }
    return lower.hasSuffix(".zip") ? "/vsizip/\(path)" : path
  }

  /// The vector file within an archive; a path that is not an archive is returned unchanged.
  private static func inside(_ path: String) throws -> String {
    guard path.hasPrefix("/vsizip/") else { return path }
    let wanted = ["geojson", "json", "gpkg", "shp", "gml", "xml", "osm", "pbf", "csv", "sqlite"]
    let members = VectorFile.members(of: path).sorted {
      (wanted.firstIndex(of: $0.lowercased().fileExtension) ?? wanted.count, $0)
        < (wanted.firstIndex(of: $1.lowercased().fileExtension) ?? wanted.count, $1)
    }
    guard let first = members.first, wanted.contains(first.lowercased().fileExtension) else {
      return path
    }
    return "\(path)/\(first)"
  }
}
