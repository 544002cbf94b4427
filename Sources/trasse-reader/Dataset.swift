import CGDAL
import FeatureStream

/// The file as GDAL has opened it, written to the output layer by layer and feature by feature.
@safe struct Dataset: ~Copyable {
  private let dataset: GDALDatasetH
  private let output: StandardOutput
  private let isInterleaved: Bool
  private let layers: [OGRLayerH]
  private var columns: [[Int32]] = []

  /// Opens the file; where no admitted driver reads it, the process ends with the failure.
  init(_ request: ReadRequest, _ output: StandardOutput) {
    GDALSettings.apply(request)
    let path = Self.path(request, output)
    var options = ["WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO"]
    if let settings = request.openStreetMapSettings {
      options = ["CONFIG_FILE=\(GDALSettings.memoryFile(settings))"]
    }
    let drivers =
      request.openStreetMapSettings == nil
      ? Drivers.admitted(forExtension: path.fileExtension) : ["OSM"]
    CPLErrorReset()
    let opened = unsafe CStrings.with(drivers) { drivers in
      unsafe CStrings.with(options) { options in
        unsafe GDALOpenEx(path, UInt32(GDAL_OF_VECTOR), drivers, options, nil)
      }
    }
    guard let dataset = unsafe opened else { output.fail(.unknownFormat(Self.complaint)) }
    unsafe self.dataset = dataset
    self.output = output
    isInterleaved = unsafe GDALDatasetTestCapability(dataset, ODsCRandomLayerRead) != 0
    unsafe layers = (0..<(unsafe GDALDatasetGetLayerCount(dataset))).compactMap {
      unsafe GDALDatasetGetLayer(dataset, $0)
    }
  }

  deinit {
    unsafe GDALClose(dataset)
  }

  /// The path that GDAL is to open.
  private static func path(_ request: ReadRequest, _ output: StandardOutput) -> String {
    let limit = request.limits.content
    switch request.packing {
    case .none:
      // Some formats are archives; their drivers unpack them.
      let folder = "/vsizip/{\(request.path)}"
      if Archive(folder).statedSize(in: folder) > limit { output.fail(.contentLimit(limit)) }
      return request.path
    case .gzip, .bzip2: return PackedFileSystem(request, output).path
    case .zip:
      let path = PackedFileSystem(request, output).path
      let archive = Archive(path)
      if archive.statedSize(in: path) > limit { output.fail(.contentLimit(limit)) }
      return archive.wantedMember.map { "\(path)/\($0)" } ?? path
    }
  }

  // MARK: Layers

  /// Writes all layers.
  mutating func writeLayers() {
    for index in unsafe layers.indices {
      let layer = unsafe layers[index]
      let definition = unsafe OGR_L_GetLayerDefn(layer)
      var fields: [String] = []
      // Binary values are never used, and can be large.
      var readable: [Int32] = []
      for field in 0..<(unsafe OGR_FD_GetFieldCount(definition)) {
        let column = unsafe OGR_FD_GetFieldDefn(definition, field)
        unsafe fields.append(String(cString: OGR_Fld_GetNameRef(column)))
        if unsafe OGR_Fld_GetType(column) != OFTBinary { readable.append(field) }
      }
      columns.append(readable)
      let description = StreamedLayer(
        name: unsafe String(cString: OGR_L_GetName(layer)), fields: fields,
        crs: unsafe CoordinateSystemCode.of(OGR_L_GetSpatialRef(layer)))
      output.write { $0.append(description) }
    }
    output.write { $0.appendStart() }
  }

  // MARK: Features

  /// Writes all features, in the order of the file.
  func writeFeatures() {
    CPLErrorReset()
    if isInterleaved {
      unsafe GDALDatasetResetReading(dataset)
      var layer: OGRLayerH?
      while let feature = unsafe GDALDatasetGetNextFeature(dataset, &layer, nil, nil, nil) {
        defer { unsafe OGR_F_Destroy(feature) }
        guard let index = unsafe layers.firstIndex(where: { unsafe $0 == layer }) else { continue }
        unsafe write(feature, layer: index)
      }
    } else {
      for index in unsafe layers.indices {
        let layer = unsafe layers[index]
        unsafe OGR_L_ResetReading(layer)
        while let feature = unsafe OGR_L_GetNextFeature(layer) {
          defer { unsafe OGR_F_Destroy(feature) }
          unsafe write(feature, layer: index)
        }
      }
    }
    // A CRS that PROJ does not know is reported where the CRS is needed, not here.
    if CPLGetLastErrorType() == CE_Failure, !Self.complaint.hasPrefix("PROJ:") {
      output.fail(.damaged(Self.complaint))
    }
  }

  /// The longest value in bytes; names, numbers and remarks are shorter.
  private static let longestValue = 1 << 20

  private func write(_ feature: OGRFeatureH, layer: Int) {
    output.write { encoder in
      encoder.beginFeature(layer: layer, number: unsafe OGR_F_GetFID(feature))
      var isTooLong = false
      for field in columns[layer] {
        guard unsafe OGR_F_IsFieldSetAndNotNull(feature, field) != 0,
          let text = unsafe OGR_F_GetFieldAsString(feature, field)
        else { continue }
        let length = unsafe strlen(text)
        if length > Self.longestValue {
          isTooLong = true
          continue
        }
        unsafe encoder.appendValue(
          column: Int(field), utf8: UnsafeRawBufferPointer(start: text, count: length))
      }
      if isTooLong {
        encoder.endFeature(unusable: .longValue)
        return
      }
      switch unsafe FeatureShape(OGR_F_GetGeometryRef(feature)) {
      case .none: encoder.endFeature(unusable: nil)
      case .unusable(let fault): encoder.endFeature(unusable: fault)
      case .binary(let bytes): encoder.endFeature(binary: bytes)
      }
    }
  }

  private static var complaint: String {
    guard let text = unsafe CPLGetLastErrorMsg() else { return "" }
    return unsafe String(cString: text)
  }
}
