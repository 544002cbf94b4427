import AddressSearch
import FoundationEssentials
import Geospatial
import Glibc
import Hashing
import NetworkModel
import ProjectStore

extension Importer {
  /// One file's content before it is brought to the project's CRS.
  struct Source {
    var batch: ImportBatch
    let crs: CoordinateReferenceSystem
    let digest: String
  }

  func read(_ path: String) throws -> Source {
    let fileName = path.split(separator: "/").last.map(String.init) ?? path
    let name = options.source ?? fileName
    _ = try SourceFile(path, name: path)
    let lower = fileName.lowercased()
    if lower.hasSuffix(".txt") || lower.hasSuffix(".csv") {
      let bytes = try Self.bytes(of: path, name)
      if AddressList.recognises(bytes) {
        return try readAddressList(bytes, path: path, name: name)
      }
    }
    let isOSM = [".osm", ".osm.gz", ".osm.bz2", ".pbf"].contains { lower.hasSuffix($0) }
    let digest = try Self.digest(of: path, name)
    return try open(path, name: name, isOSM: isOSM, digest: digest)
  }

  private func open(_ path: String, name: String, isOSM: Bool, digest: String) throws -> Source {
    if isOSM {
      let batch = try OpenStreetMap.read(path: path, name: name)
      if batch.featuresRead == 0 {
        throw ImportError(.file(.noFeature), file: name)
      }
      return Source(batch: batch, crs: try system(4326), digest: digest)
    }
    let opened = try OpenedFile(path, name: name, crs: options.crs)
    let batch = try AnyVectorFile(fieldMap: options.fields, role: options.role)
      .read(opened.file, name: name)
    let crs = try opened.system()
    return Source(batch: batch, crs: crs, digest: digest)
  }

  private func readAddressList(_ bytes: [UInt8], path: String, name: String) throws -> Source {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .map { "\($0)/" }.joined()
    let keyPath = folder + "gebref_schluessel.txt"
    let keys =
      FileManager.default.fileExists(atPath: keyPath) ? try Self.bytes(of: keyPath, name) : nil
    let batch = try AddressList.read(bytes, name: name, keys: keys)
    var digest = SHA256()
    digest.add(bytes)
    let hexadecimal = digest.hexadecimal()
    if let given = options.crs {
      return Source(batch: batch, crs: try OpenedFile.system(named: given), digest: hexadecimal)
    }
    // The zone precedes the easting in one of the two official deliveries.
    switch batch.addresses.first?.location.x ?? 0 {
    case 33_000_000..<34_000_000:
      return Source(batch: batch, crs: try system(5650), digest: hexadecimal)
    case 30_000_000..<40_000_000:
      return Source(batch: batch, crs: try system(4647), digest: hexadecimal)
    default:
      let zone = batch.zone ?? 32
      // The zones of ETRS89/UTM have the codes EPSG:25828 to EPSG:25838.
      guard (28...38).contains(zone) else {
        throw ImportError(.position(.unknownZone(zone)), file: name)
      }
      return Source(batch: batch, crs: try system(Int32(25800 + zone)), digest: hexadecimal)
    }
  }

  func system(_ code: Int32) throws -> CoordinateReferenceSystem {
    try OpenedFile.system(named: "\(code)")
  }

  private static func bytes(of path: String, _ name: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ImportError(.file(.unreadable), file: name)
    }
    return Array(data)
  }

  /// SHA-256 of a file, hexadecimal, read in parts.
  static func digest(of path: String, _ name: String) throws -> String {
    guard let file = unsafe fopen(path, "re") else {
      throw ImportError(.file(.unreadable), file: name)
    }
    defer { unsafe fclose(file) }
    var digest = SHA256()
    var part = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe fread(&part, 1, part.count, file)
      if count < part.count {
        if unsafe ferror(file) != 0 { throw ImportError(.file(.unreadable), file: name) }
        digest.add(Array(part[..<count]))
        return digest.hexadecimal()
      }
      digest.add(part)
    }
  }
}
