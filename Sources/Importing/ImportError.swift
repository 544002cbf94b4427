public import Geospatial

/// Why a file cannot be imported, with its position.
public struct ImportError: Error, Hashable, Sendable {
  /// The faults of a file as a whole.
  public enum FileFault: Hashable, Sendable {
    /// There is no such file.
    case missing
    /// The path names a folder, a device or a pipe.
    case noFile
    /// The file cannot be read.
    case unreadable
    /// GDAL does not recognize the format; what GDAL reports.
    case unknownFormat(String?)
    /// The content ends early or is damaged; what GDAL reports.
    case damaged(String?)
    /// The program that reads files does not read it.
    case reading(ReadingFault)
    /// The file has no content.
    case empty
    /// There is no feature in the file.
    case noFeature
    /// There is nothing in the file that can be imported.
    case nothingToImport
    /// There is no address in the file.
    case noAddress
    /// A feature has no address.
    case featureWithoutAddress
    /// The file is not a GeoJSON feature collection.
    case notGeoJSON
    /// Another file of this import has the same name.
    case repeatedName
    /// No feature is within the area asked for.
    case nothingWithin(String)
    /// No feature can be accepted; the fault of the first one.
    case noneAccepted(ImportFault)
    /// The project has no content that the file could belong to.
    case emptyProject
    /// There is no polygon; the fault of the first feature that was left out.
    case noPolygon(ImportFault?)
  }

  /// The limits that the reading of a file meets, and the faults of the program that reads it.
  public enum ReadingFault: Hashable, Sendable {
    /// Bytes of unpacked content or of features.
    case content(bytes: UInt64)
    /// Processor time.
    case processorTime(seconds: UInt64)
    /// Bytes of a temporary file.
    case temporaryFile(bytes: UInt64)
    /// Bytes of memory, or a driver has crashed; the signal with which the process has ended.
    case memory(bytes: UInt64, signal: Int32)
    /// The process has neither computed nor sent anything for a long time.
    case silence
    /// The program is missing or does not start; the reason.
    case noProgram(String?)
    /// The kernel cannot restrict the program.
    case unconfined
    /// The program has ended early; how.
    case failed(String)
  }

  /// The faults of columns.
  public enum ColumnFault: Hashable, Sendable {
    /// A field that the user maps is unknown.
    case unknownField(String, known: [String])
    /// The file has no column of this name.
    case unknownColumn(String, columns: [String])
    /// The columns of some required fields were not found.
    case missingFields([String], columns: [String])
    /// The content of the layer cannot be derived from its name.
    case unknownContent(roles: [String])
  }

  /// The faults of coordinate reference systems and areas.
  public enum PositionFault: Hashable, Sendable {
    /// The layers of the file are in different CRSs.
    case differentCRSs
    /// The file does not define its CRS.
    case noCRS
    /// An address list is in a zone that is not one of ETRS89/UTM.
    case unknownZone(Int)
    /// A CRS cannot be used; the reason.
    case unusableCRS(TransformationError)
    /// The coordinates are outside the CRS.
    case coordinatesOutside(crs: String)
    /// Lengths in the project's CRS are not metres where the content of the file is.
    case unsuitableCRS(project: String, LengthFault)
    /// The project has no CRS yet.
    case projectWithoutCRS
    /// There is neither an area nor a file of this name.
    case unknownArea(String, known: [String])
  }

  /// A fault.
  public enum Fault: Hashable, Sendable {
    case file(FileFault)
    case column(ColumnFault)
    case position(PositionFault)
  }

  /// The fault.
  public let fault: Fault
  /// The file, if the fault concerns one.
  public let file: String?
  /// The layer, if the fault concerns one.
  public let layer: String?
  /// The feature, if the fault concerns one.
  public let feature: String?

  init(_ fault: Fault, file: String?, layer: String? = nil, feature: String? = nil) {
    self.fault = fault
    self.file = file
    self.layer = layer
    self.feature = feature
  }
}
