import HTTPServing
import PublicProjection
import WebPages

/// The common elements of all pages of the public service.
struct Layout {
  let configuration: Configuration
  let assets: Assets
  let language: Language
  let asOf: String

  /// A page.
  struct Page {
    var title: String
    var main: HTML
    /// The target of the page, without its language.
    var place: PageFrame.Place
    /// Whether search engines may index the page.
    var isIndexed = false
    /// Whether the page may show the map.
    var hasMap = false
  }

  /// A link to another page of the site, in the same language.
  func link(_ path: String, _ query: [(String, String)] = []) -> String {
    language.link(path, query)
  }

  /// The response that contains a page.
  func response(
    _ page: Page, status: Status = .ok, caching: Response.Caching = .revalidated
  ) -> Response {
    PageFrame(
      language: language, title: page.title, name: configuration.operator, home: link("/"),
      place: page.place, isIndexed: page.isIndexed,
      assets: [assets.icon, assets.style, assets.script], main: page.main, footer: footer
    ).response(status: status, caching: caching, sources: sources(hasMap: page.hasMap))
  }

  /// The allowed sources of content: only this server, plus the base map chosen by the operator.
  private func sources(hasMap: Bool) -> PageFrame.Sources {
    guard hasMap, let map = configuration.map else { return PageFrame.Sources() }
    let origin = map.baseMap.map { base in
      base.tiles.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        .prefix(3).joined(separator: "/")
    }
    return PageFrame.Sources(hasMap: true, tiles: origin)
  }

  private var footer: HTML {
    let imprint: HTML =
      configuration.imprintURL.map {
        "<li><a href=\"\($0)\">\(language("Impressum", "Imprint"))</a></li>"
      } ?? ""
    return """
      <ul>
      \(imprint)<li><a href="\(link("/meaning"))">\(language("Was heißt das?", "What does this mean?"))</a></li>
      <li><a href="\(link("/privacy"))">\(language("Datenschutz", "Privacy"))</a></li>
      <li><a href="\(link("/accessibility"))">\(language("Barrierefreiheit", "Accessibility"))</a></li>
      <li><a href="\(link("/interface"))">\(language("Schnittstelle", "Interface"))</a></li>
      </ul>
      <p>\(language("Stand der Daten", "Data as of")): <time datetime="\(asOf)">\(language.day(asOf))</time></p>
      """
  }
}
