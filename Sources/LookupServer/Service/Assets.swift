import HTTPServing
import WebPages

/// The static files that pages load.
struct Assets: Sendable {
  let style: Asset
  let script: Asset
  let icon: Asset
  let mapScript: Asset
  let mapLibrary: Asset?
  let mapStyle: Asset?
  private let byPath: [String: Response]

  private static let folder = "assets"

  /// Reads the files.
  ///
  /// - Throws: `Configuration.Fault` if a file of the map is missing or its checksum is wrong.
  init(_ configuration: Configuration) throws(Configuration.Fault) {
    let colours = configuration.colours
    style = .style(
      light: colours.light, dark: colours.dark, own: PackageResources.lookup_css,
      in: Self.folder)
    script = Asset("page.js", .script, PackageResources.page_js, in: Self.folder)
    icon = .icon(in: Self.folder)
    mapScript = Asset("map.js", .script, PackageResources.map_js, in: Self.folder)
    if let map = configuration.map {
      mapLibrary = Asset(
        "maplibre-gl.js", .script, try Self.read(map.script, "map.script"), in: Self.folder)
      mapStyle = Asset(
        "maplibre-gl.css", .style, try Self.read(map.style, "map.style"), in: Self.folder)
    } else {
      mapLibrary = nil
      mapStyle = nil
    }
    let all = [style, script, icon, mapScript] + [mapLibrary, mapStyle].compactMap(\.self)
    byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0.response) })
  }

  /// The file with a path; `nil` if there is none.
  func response(path: String) -> Response? { byPath[path] }

  private static func read(
    _ file: CheckedFile, _ key: String
  ) throws(Configuration.Fault) -> [UInt8] {
    do throws(CheckedFile.Fault) {
      return try file.content()
    } catch {
      throw .mapFile(key: key, error)
    }
  }
}
