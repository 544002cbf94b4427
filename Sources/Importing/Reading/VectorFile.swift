package import FeatureStream
import Geospatial

/// A file that GDAL reads in a process of its own, layer by layer and feature by feature.
package struct VectorFile: ~Copyable {
  /// One layer with its columns.
  struct LayerInfo {
    let name: String
    let fields: [String]
    /// The code of its CRS; `nil` where the file does not say or GDAL does not know.
    let crs: Int32?
  }

  /// One feature as read: values by column, `nil` where unset.
  package struct Feature {
    let layer: Int
    let number: Int64
    package let values: [String?]
    fileprivate let shape: StreamedFeature.Shape

    /// What it is drawn with, decoded at each call.
    var geometry: FeatureGeometry {
      switch shape {
      case .none: return .none
      case .unusable(let fault): return .unusable(fault.importFault)
      case .binary(let bytes):
        do {
          return unsafe .some(try WellKnownBinary.decode(bytes.span.bytes))
        } catch {
          return .unusable(.unreadableGeometry(error.reason))
        }
      }
    }
  }

  /// What a feature is drawn with.
  enum FeatureGeometry {
    case none
    case some(Geometry)
    /// What makes it unusable.
    case unusable(ImportFault)
  }

  private let process: ReaderProcess
  let layers: [LayerInfo]

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file, packed or not.
  ///   - name: what the user calls it.
  ///   - openStreetMapSettings: the settings of the OpenStreetMap driver, for such a file.
  ///   - limits: what the reading may use, if not what is usual for a file of its size.
  /// - Throws: ``ImportError`` where no driver reads it.
  package init(
    path: String, name: String, openStreetMapSettings: String? = nil, limits: ReadLimits? = nil
  ) throws {
    let file = try SourceFile(path, name: name)
    let settings = ReaderSettings()
    var request = ReadRequest(
      path: file.absolutePath, packing: file.packing,
      openStreetMapSettings: openStreetMapSettings,
      readable: file.sideFiles + settings.dataFolders, temporaryFolder: "",
      limits: limits ?? settings.limits(forFileOf: file.size),
      allowsUnconfined: settings.allowsUnconfined)
    let process = try ReaderProcess(&request, settings: settings, name: name)
    var layers: [LayerInfo] = []
    while case .layer(let layer) = try process.next() {
      layers.append(LayerInfo(name: layer.name, fields: layer.fields, crs: layer.crs))
    }
    self.process = process
    self.layers = layers
  }

  /// Hands every feature of every layer to a body, in the file's order; once.
  ///
  /// - Throws: ``ImportError`` where the file turns out to be cut short or damaged, or needs more
  ///   than the limits.
  package func forEach(_ body: (Feature) throws -> Void) throws {
    while case .feature(let feature) = try process.next() {
      try body(
        Feature(
          layer: feature.layer, number: feature.number, values: feature.values,
          shape: feature.shape))
    }
  }
}

extension ShapeFault {
  fileprivate var importFault: ImportFault {
    switch self {
    case .empty: .emptyGeometry
    case .unwritable: .unwritableGeometry
    case .tooLarge: .tooLargeGeometry
    case .longValue: .longValue
    }
  }
}
