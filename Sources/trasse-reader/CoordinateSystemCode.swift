import CGDAL

/// The EPSG code of a coordinate reference system.
enum CoordinateSystemCode {
  /// The code that a definition states, or under which the registry has its content; `nil` if there
  /// is none.
  static func of(_ system: OGRSpatialReferenceH?) -> Int32? {
    guard let system = unsafe system else { return nil }
    if let code = unsafe OSRGetAuthorityCode(system, nil) {
      return Int32(unsafe String(cString: code))
    }
    // A definition without a code, as in many .prj files.
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
}
