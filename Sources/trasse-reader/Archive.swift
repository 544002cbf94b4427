import CGDAL
import FeatureStream
import Glibc

/// The members of a zip archive, or of a format that is one, such as XLSX.
struct Archive {
  /// The extensions of members that are read, in the order of preference.
  private static let wanted = [
    "geojson", "json", "gpkg", "shp", "gml", "xml", "osm", "pbf", "csv", "sqlite",
  ]

  private let members: [String]

  /// Lists the members.
  ///
  /// - Parameter path: the archive as a folder of GDAL.
  init(_ path: String) {
    guard let list = unsafe VSIReadDirRecursive(path) else {
      members = []
      return
    }
    defer { unsafe CSLDestroy(list) }
    members = (0..<Int(unsafe CSLCount(list))).compactMap { index in
      unsafe list[index].map { unsafe String(cString: $0) }
    }
  }

  /// The member to open; `nil` for the archive as a whole.
  var wantedMember: String? {
    let sorted = members.sorted { (Self.rank($0), $0) < (Self.rank($1), $1) }
    if let first = sorted.first, Self.rank(first) < Self.wanted.count { return first }
    // A file geodatabase is a folder.
    return members.lazy.compactMap { member in
      member.split(separator: "/").first.map(String.init)
    }.first { $0.lowercased().hasSuffix(".gdb") }
  }

  /// Adds the sizes that the archive states for its members.
  ///
  /// - Parameter path: the archive as a folder of GDAL.
  /// - Returns: the sum in bytes.
  func statedSize(in path: String) -> UInt64 {
    members.reduce(0) { sum, member in
      let size = unsafe trasse_gdal_size("\(path)/\(member)")
      let (total, isTooLarge) = sum.addingReportingOverflow(UInt64(max(0, size)))
      return isTooLarge ? .max : total
    }
  }

  private static func rank(_ member: String) -> Int {
    wanted.firstIndex(of: member.fileExtension) ?? wanted.count
  }
}

extension String {
  /// What follows the last full stop, in lower case.
  var fileExtension: String {
    split(separator: ".", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? ""
  }
}
