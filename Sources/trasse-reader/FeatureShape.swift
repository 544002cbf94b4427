import CGDAL
import FeatureStream

/// The geometry of a feature as well-known binary: in two dimensions, with closed rings, without
/// arcs.
enum FeatureShape {
  case none
  case binary([UInt8])
  case unusable(ShapeFault)

  /// Converts a geometry of GDAL, which is changed.
  init(_ handle: OGRGeometryH?) {
    guard let handle = unsafe handle else {
      self = .none
      return
    }
    guard unsafe OGR_G_IsEmpty(handle) == 0 else {
      self = .unusable(.empty)
      return
    }
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
    // The rest of the message is shorter than the difference.
    guard size <= MessageDecoder.maximumLength / 2 else {
      self = .unusable(.tooLarge)
      return
    }
    var bytes = [UInt8](repeating: 0, count: size)
    let failed = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      unsafe OGR_G_ExportToWkb(plain, wkbNDR, buffer.baseAddress) != 0
    }
    self =
      failed ? .unusable(.unwritable) : .binary(bytes)
  }
}
