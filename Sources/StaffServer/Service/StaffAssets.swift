import HTTPServing
import WebPages

/// The files that pages load.
struct StaffAssets: Sendable {
  let style: Asset
  let icon: Asset
  let mapScript: Asset
  let mapLibrary: (script: Asset, style: Asset)?
  private let byPath: [String: Response]

  /// Reads the files.
  ///
  /// - Throws: `CheckedFile.Fault` if a file of the map library is missing or is not the released
  ///   one.
  init(_ map: MapLibrary?) throws(CheckedFile.Fault) {
    let folder = StaffRoute.assetFolder
    style = .style(
      light: "#0b5a8a", dark: "#7cc4f0", own: PackageResources.staff_css, in: folder)
    icon = .icon(in: folder)
    mapScript = Asset("map.js", .script, PackageResources.staff_map_js, in: folder)
    if let map {
      mapLibrary = (
        Asset("maplibre-gl.js", .script, try map.script.content(), in: folder),
        Asset("maplibre-gl.css", .style, try map.style.content(), in: folder)
      )
    } else {
      mapLibrary = nil
    }
    let all = [style, icon, mapScript] + (mapLibrary.map { [$0.script, $0.style] } ?? [])
    byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0.response) })
  }

  /// The response with the file of a path; `nil` if there is none.
  func response(path: String) -> Response? { byPath[path] }
}
