import CGDAL
import FeatureStream

/// The settings of GDAL in this process.
enum GDALSettings {
  /// Registers the drivers and sets what they do.
  static func apply(_ request: ReadRequest) {
    trasse_gdal_register()
    trasse_gdal_be_quiet()
    let settings = [
      // Nothing is written beside the file that is read, and its folder is not listed.
      ("CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO"), ("GDAL_DISABLE_READDIR_ON_OPEN", "TRUE"),
      ("CPL_TMPDIR", request.temporaryFolder),
    ]
    for (name, value) in settings { unsafe CPLSetConfigOption(name, value) }
  }

  /// Makes a text available as a file of GDAL until the process ends.
  ///
  /// - Returns: its path.
  static func memoryFile(_ text: String) -> String {
    let path = "/vsimem/settings.ini"
    let length = text.utf8.count
    let bytes = UnsafeMutablePointer<GByte>.allocate(capacity: max(1, length))
    for (index, byte) in text.utf8.enumerated() { unsafe bytes[index] = byte }
    _ = unsafe VSIFCloseL(VSIFileFromMemBuffer(path, bytes, UInt64(length), 0))
    return path
  }
}
