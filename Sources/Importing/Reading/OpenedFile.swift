import Geospatial

/// A vector file as it is opened, with the CRS of its coordinates.
struct OpenedFile: ~Copyable {
  let file: VectorFile
  private let name: String
  private let crs: String?

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file, packed or not.
  ///   - name: what the user calls it.
  ///   - crs: the CRS that the user has said.
  /// - Throws: ``ImportError`` where it cannot be read, or its layers are in different CRSs.
  init(_ path: String, name: String, crs: String?) throws {
    let opened = try VectorFile(path: path, name: name)
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
      throw ImportError(.position(.unusableCRS(error)), file: nil)
    }
  }
}
