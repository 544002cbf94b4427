import COpenSSL
import Foundation
import HTTPServing

/// The files that pages load, each under a name that changes with its content.
struct Assets: Sendable {
  /// One file.
  struct Asset: Sendable {
    let path: String
    let response: Response

    init(_ name: String, type: String, _ content: [UInt8]) {
      let digest = Assets.digest(content).prefix(16)
      let parts = name.split(separator: ".", maxSplits: 1)
      path = "/assets/\(parts[0])-\(digest).\(parts[1])"
      response = Response(type: type, content, caching: .forever).prepared()
    }
  }

  let style: Asset
  let script: Asset
  let icon: Asset
  let mapScript: Asset
  let mapLibrary: Asset?
  let mapStyle: Asset?
  private let byPath: [String: Response]

  /// Reads the files.
  ///
  /// - Throws: `Configuration.Fault` where a file of the map is absent or not what it must be.
  init(_ configuration: Configuration) throws(Configuration.Fault) {
    let colours = """
      :root{--accent:\(configuration.colours.light)}
      @media (prefers-color-scheme:dark){:root{--accent:\(configuration.colours.dark)}}

      """
    style = Asset(
      "style.css", type: "text/css; charset=utf-8",
      Array(colours.utf8) + PackageResources.style_css)
    script = Asset("page.js", type: Self.javaScript, PackageResources.page_js)
    icon = Asset("icon.svg", type: "image/svg+xml", Array(Symbols.icon.utf8))
    mapScript = Asset("map.js", type: Self.javaScript, PackageResources.map_js)
    if let map = configuration.map {
      mapLibrary = Asset(
        "maplibre-gl.js", type: Self.javaScript, try Self.read(map.script, "map.script"))
      mapStyle = Asset(
        "maplibre-gl.css", type: "text/css; charset=utf-8", try Self.read(map.style, "map.style"))
    } else {
      mapLibrary = nil
      mapStyle = nil
    }
    let all = [style, script, icon, mapScript] + [mapLibrary, mapStyle].compactMap(\.self)
    byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0.response) })
  }

  /// The file of a path; `nil` for none of these.
  func response(path: String) -> Response? { byPath[path] }

  private static let javaScript = "text/javascript; charset=utf-8"

  private static func read(
    _ file: Configuration.CheckedFile, _ key: String
  ) throws(Configuration.Fault) -> [UInt8] {
    guard let content = FileManager.default.contents(atPath: file.path) else {
      throw Configuration.Fault(
        description: "\(key): \(file.path) cannot be read. Mend: run scripts/setup --map.")
    }
    let bytes = Array(content)
    guard digest(bytes) == file.sha256.lowercased() else {
      throw Configuration.Fault(
        description: "\(key): \(file.path) has another SHA-256 than the configuration says. "
          + "Mend: check where the file comes from, then write its sum into the configuration.")
    }
    return bytes
  }

  /// SHA-256 in hexadecimal digits.
  static func digest(_ content: [UInt8]) -> String {
    var sum = [UInt8](repeating: 0, count: 32)
    _ = unsafe content.withUnsafeBytes { bytes in
      unsafe EVP_Digest(bytes.baseAddress, bytes.count, &sum, nil, EVP_sha256(), nil)
    }
    return sum.map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0\(digits)" : digits
    }.joined()
  }
}
