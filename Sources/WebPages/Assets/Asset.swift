import Hashing
package import HTTPServing

/// A file that pages load; its name changes with its content.
package struct Asset: Sendable {
  /// The kinds of file.
  package enum Kind: String, Sendable {
    case icon = "image/svg+xml"
    case style = "text/css; charset=utf-8"
    case script = "text/javascript; charset=utf-8"
  }

  /// The path of its URL.
  package let path: String
  /// The kind of file.
  package let type: Kind
  /// The response with the file, which browsers may keep for ever.
  package let response: Response

  /// Makes an asset from its content.
  ///
  /// - Parameters:
  ///   - name: a name with its extension, `page.js`.
  ///   - type: the kind of file.
  ///   - content: the bytes.
  ///   - folder: the first part of the path.
  package init(_ name: String, _ type: Kind, _ content: [UInt8], in folder: String) {
    let digest = SHA256.hexadecimal(of: content).prefix(16)
    let parts = name.split(separator: ".", maxSplits: 1)
    path = "/\(folder)/\(parts[0])-\(digest).\(parts[1])"
    self.type = type
    response = Response(type: type.rawValue, content, caching: .forever).prepared()
  }

  /// The style sheet of all pages.
  ///
  /// - Parameters:
  ///   - light: the colour of links and buttons in light mode.
  ///   - dark: the same colour in dark mode.
  ///   - own: the rules that a site adds.
  ///   - folder: the first part of the path.
  /// - Returns: the style sheet.
  package static func style(light: String, dark: String, own: [UInt8], in folder: String)
    -> Asset
  {
    let colours = """
      :root{--accent:\(light)}
      @media (prefers-color-scheme:dark){:root{--accent:\(dark)}}

      """
    return Asset(
      "style.css", .style, Array(colours.utf8) + PackageResources.style_css + own, in: folder)
  }

  /// The icon of the site: a fibre that branches.
  package static func icon(in folder: String) -> Asset {
    let sign = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5a8a"/><path d="M6 16h8c4 0 4-7 8-7h4M14 16c4 0 4 7 8 7h4" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/></svg>
      """
    return Asset("icon.svg", .icon, Array(sign.utf8), in: folder)
  }
}
