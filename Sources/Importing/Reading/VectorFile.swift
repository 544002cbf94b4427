import CGDAL
import Geospatial
import NetworkModel
import ProjectStore

/// A file that GDAL reads, layer by layer and feature by feature.
@safe struct VectorFile: ~Copyable {
  /// One layer with its columns.
  struct LayerInfo {
    let name: String
    let fields: [String]
    /// The code of its CRS; `nil` where the file does not say or GDAL does not know.
    let crs: Int32?
    let featureCount: Int
  }

  /// One feature as read: values by column, `nil` where unset.
  struct Feature {
    let layer: Int
    let number: Int64
    let values: [String?]
    let geometry: FeatureGeometry
  }

  /// What a feature is drawn with.
  enum FeatureGeometry {
    case none
    case some(Geometry)
    /// What makes it unusable.
    case unusable(ImportFault)
  }

  private let dataset: GDALDatasetH
  private let name: String
  private let isInterleaved: Bool
  let layers: [LayerInfo]
  private let handles: [OGRLayerH]

  private static let isRegistered: Bool = {
    GDALAllRegister()
    // Nothing is written beside the files that are read.
    unsafe CPLSetConfigOption("CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO")
    return true
  }()

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: what GDAL is to open.
  ///   - name: what the user calls it.
  ///   - options: the driver's open options.
  /// - Throws: ``ImportError`` where no driver reads it.
  init(path: String, name: String, options: [String] = []) throws {
    _ = Self.isRegistered
    trasse_gdal_be_quiet()
    CPLErrorReset()
    let opened = unsafe Self.withStrings(options) { list in
      unsafe GDALOpenEx(path, UInt32(GDAL_OF_VECTOR), nil, list, nil)
    }
    guard let dataset = unsafe opened else {
      throw ImportError(.file(.unknownFormat(Self.complaint)), file: name)
    }
    unsafe self.dataset = dataset
    self.name = name
    isInterleaved = unsafe GDALDatasetTestCapability(dataset, ODsCRandomLayerRead) != 0
    var layers: [LayerInfo] = []
    var handles: [OGRLayerH] = unsafe []
    for index in 0..<(unsafe GDALDatasetGetLayerCount(dataset)) {
      guard let layer = unsafe GDALDatasetGetLayer(dataset, index) else { continue }
      unsafe handles.append(layer)
      let definition = unsafe OGR_L_GetLayerDefn(layer)
      let fields = (0..<(unsafe OGR_FD_GetFieldCount(definition))).map { field in
        unsafe String(cString: OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, field)))
      }
      layers.append(
        LayerInfo(
          name: unsafe String(cString: OGR_L_GetName(layer)), fields: fields,
          crs: unsafe Self.code(of: OGR_L_GetSpatialRef(layer)),
          featureCount: isInterleaved ? -1 : Int(unsafe OGR_L_GetFeatureCount(layer, 0))))
    }
    self.layers = layers
    unsafe self.handles = handles
  }

  deinit {
    unsafe GDALClose(dataset)
  }

  /// Hands every feature of every layer to a body, in the file's order.
  ///
  /// - Throws: ``ImportError`` where the file turns out to be cut short or damaged.
  func forEach(_ body: (Feature) throws -> Void) throws {
    CPLErrorReset()
    if isInterleaved {
      unsafe GDALDatasetResetReading(dataset)
      var layer: OGRLayerH?
      while let feature = unsafe GDALDatasetGetNextFeature(dataset, &layer, nil, nil, nil) {
        defer { unsafe OGR_F_Destroy(feature) }
        guard let index = unsafe handles.firstIndex(where: { unsafe $0 == layer }) else { continue }
        try body(unsafe read(feature, layer: index))
      }
    } else {
      for index in unsafe handles.indices {
        let layer = unsafe handles[index]
        unsafe OGR_L_ResetReading(layer)
        while let feature = unsafe OGR_L_GetNextFeature(layer) {
          defer { unsafe OGR_F_Destroy(feature) }
          try body(unsafe read(feature, layer: index))
        }
      }
    }
    // A CRS that PROJ does not know is met where the CRS is needed, not here.
    let isDamaged = CPLGetLastErrorType() == CE_Failure
    if isDamaged && Self.complaint?.hasPrefix("PROJ:") != true {
      throw ImportError(.file(.damaged(Self.complaint)), file: name)
    }
  }

  /// The names of the files in an archive.
  static func members(of archive: String) -> [String] {
    guard let list = unsafe VSIReadDirRecursive(archive) else { return [] }
    defer { unsafe CSLDestroy(list) }
    return (0..<Int(unsafe CSLCount(list))).compactMap { index in
      unsafe list[index].map { unsafe String(cString: $0) }
    }
  }

  private func read(_ feature: OGRFeatureH, layer: Int) -> Feature {
    let values: [String?] = layers[layer].fields.indices.map { field in
      guard unsafe OGR_F_IsFieldSetAndNotNull(feature, Int32(field)) != 0,
        let text = unsafe OGR_F_GetFieldAsString(feature, Int32(field))
      else { return nil }
      return unsafe String(cString: text)
    }
    return Feature(
      layer: layer, number: unsafe OGR_F_GetFID(feature), values: values,
      geometry: unsafe Self.geometry(OGR_F_GetGeometryRef(feature)))
  }

  private static func geometry(_ handle: OGRGeometryH?) -> FeatureGeometry {
    guard let handle = unsafe handle else { return .none }
    if unsafe OGR_G_IsEmpty(handle) != 0 { return .unusable(.emptyGeometry) }
    unsafe OGR_G_FlattenTo2D(handle)
    unsafe OGR_G_CloseRings(handle)
    var plain = unsafe handle
    var linear: OGRGeometryH?
    if unsafe OGR_G_HasCurveGeometry(handle, 0) != 0 {
      unsafe linear = OGR_G_GetLinearGeometry(handle, 0, nil)
      if let linear = unsafe linear { unsafe plain = linear }
    }
    defer { unsafe OGR_G_DestroyGeometry(linear) }
    let size = Int(unsafe OGR_G_WkbSize(plain))
    var bytes = [UInt8](repeating: 0, count: size)
    let failed = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      unsafe OGR_G_ExportToWkb(plain, wkbNDR, buffer.baseAddress) != 0
    }
    if failed { return .unusable(.unwritableGeometry) }
    do {
      return unsafe .some(try WellKnownBinary.decode(bytes.span.bytes))
    } catch {
      return .unusable(.unreadableGeometry(error.reason))
    }
  }

  private static func code(of system: OGRSpatialReferenceH?) -> Int32? {
    guard let system = unsafe system else { return nil }
    if let code = unsafe OSRGetAuthorityCode(system, nil) {
      return Int32(unsafe String(cString: code))
    }
    // A definition without a code, as in many .prj files: the registry may know it by its content.
    guard let copy = unsafe OSRClone(system) else { return nil }
    defer { unsafe OSRDestroySpatialReference(copy) }
    var confidence: UnsafeMutablePointer<Int32>?
    var count: Int32 = 0
    guard let matches = unsafe OSRFindMatches(copy, nil, &count, &confidence) else { return nil }
    defer {
      unsafe OSRFreeSRSArray(matches)
      unsafe VSIFree(confidence)
    }
    guard count > 0, let share = unsafe confidence?[0], share >= 70, let best = unsafe matches[0],
      let code = unsafe OSRGetAuthorityCode(best, nil)
    else { return nil }
    return Int32(unsafe String(cString: code))
  }

  private static var complaint: String? {
    guard let text = unsafe CPLGetLastErrorMsg() else { return nil }
    let message = unsafe String(cString: text)
    return message.isEmpty ? nil : message
  }

  /// Calls a body with a NULL-terminated list of C strings.
  private static func withStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
  ) -> Result {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    for string in strings { unsafe list = CSLAddString(list, string) }
    defer { unsafe CSLDestroy(list) }
    guard let start = unsafe list else { return body(nil) }
    return unsafe start.withMemoryRebound(
      to: UnsafePointer<CChar>?.self, capacity: strings.count + 1
    ) { unsafe body($0) }
  }
}

/// A file in memory that GDAL opens by name; gone when this value is.
@safe struct MemoryFile: ~Copyable {
  /// The name GDAL opens it by.
  let path: String
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  /// - Parameters:
  ///   - name: a name that is unique in the process while the file lives.
  ///   - contents: its content.
  init(name: String, contents: [UInt8]) {
    path = "/vsimem/\(name)"
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, contents.count))
    _ = unsafe bytes.update(fromContentsOf: contents)
    unsafe self.bytes = bytes
    let handle = unsafe VSIFileFromMemBuffer(
      path, bytes.baseAddress, UInt64(contents.count), 0)
    _ = unsafe VSIFCloseL(handle)
  }

  deinit {
    _ = unsafe VSIUnlink(path)
    unsafe bytes.deallocate()
  }
}
