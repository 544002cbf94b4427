import FeatureStream
import Glibc

/// A file that is to be read, with the files beside it that belong to it.
package struct SourceFile {
  /// The path from the root, which GDAL takes for nothing but a file.
  let absolutePath: String
  /// The size in bytes.
  let size: UInt64
  /// The absolute paths of the files beside it that its driver reads.
  package let sideFiles: [String]

  /// How the content is packed.
  let packing: ReadRequest.Packing

  /// What the drivers read beside a file, by its extension.
  private static let sideExtensions: [String: [String]] = [
    "shp": ["shx", "dbf", "prj", "cpg", "qix", "sbn", "sbx", "idm", "ind"],
    "dbf": ["shp", "shx", "prj", "cpg", "qix", "sbn", "sbx", "idm", "ind"],
    "tab": ["dat", "map", "id", "ind"], "mif": ["mid"], "gml": ["gfs", "xsd"],
    "xml": ["gfs", "xsd"], "csv": ["csvt", "prj"], "tsv": ["csvt", "prj"],
  ]

  /// What SQLite reads beside a database.
  private static let databaseSuffixes = ["-wal", "-shm", "-journal"]

  /// - Parameters:
  ///   - path: the path as the user has written it.
  ///   - name: what the user calls the file.
  /// - Throws: ``ImportError`` if there is no such file, or it is not a regular file.
  package init(_ path: String, name: String) throws {
    guard let status = Self.status(path, followingLink: true) else {
      throw ImportError(.file(.missing), file: name)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw ImportError(.file(.noFile), file: name) }
    size = UInt64(max(0, status.st_size))
    var components = path.split(separator: "/", omittingEmptySubsequences: false)
    let fileName = components.popLast().map(String.init) ?? path
    let written = components.isEmpty ? "." : components.joined(separator: "/") + "/"
    guard let folder = Self.resolved(written) else {
      throw ImportError(.file(.missing), file: name)
    }
    // GDAL has file systems of its own, with names that begin so.
    let inFolder = (folder.hasPrefix("/vsi") ? "/." : "") + (folder == "/" ? "" : folder)
    absolutePath = "\(inFolder)/\(fileName)"
    packing =
      switch fileName.fileExtension.lowercased() {
      case "gz": .gzip
      case "bz2": .bzip2
      case "zip": .zip
      default: .none
      }
    sideFiles = Self.sideFiles(of: absolutePath)
  }

  private static func sideFiles(of path: String) -> [String] {
    let type = path.fileExtension.lowercased()
    let stem = path.dropLast(type.count)
    var candidates = (sideExtensions[type] ?? []).flatMap {
      [stem + $0, stem + $0.uppercased()].map(String.init)
    }
    if ["gpkg", "sqlite", "db"].contains(type) { candidates = databaseSuffixes.map { path + $0 } }
    // A link beside the file can point anywhere, and the user has not named it. If the file is a
    // link itself, the files beside its target belong to it.
    let target = resolved(path).map(folder)
    return candidates.filter { candidate in
      guard let status = status(candidate, followingLink: false) else { return false }
      if status.st_mode & S_IFMT == S_IFREG { return true }
      return resolved(candidate).map(folder) == target && status.st_mode & S_IFMT == S_IFLNK
        && Self.status(path, followingLink: false).map { $0.st_mode & S_IFMT == S_IFLNK } == true
    }
  }

  private static func folder(_ path: String) -> Substring {
    path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
  }

  private static func resolved(_ path: String) -> String? {
    guard let text = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  private static func status(_ path: String, followingLink: Bool) -> stat? {
    var status = stat()
    let result = unsafe followingLink ? stat(path, &status) : lstat(path, &status)
    return result == 0 ? status : nil
  }
}
