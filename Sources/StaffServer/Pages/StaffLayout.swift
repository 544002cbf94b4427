import HTTPServing
import NetworkModel
import ProjectStore
import WebPages

/// The layout that all staff pages share.
struct StaffLayout {
  let language: Language
  let assets: StaffAssets
  /// The bearer of the token; `nil` on pages without access.
  let visitor: Visitor?

  /// The pages in the order of the navigation.
  enum Page: String, CaseIterable {
    case overview = "/staff"
    case map = "/staff/map"
    case compare = "/staff/compare"
    case household = "/staff/household"
  }

  func name(of page: Page) -> String {
    switch page {
    case .overview: language("Überblick", "Overview")
    case .map: language("Karte", "Map")
    case .compare: language("Pläne vergleichen", "Compare plans")
    case .household: language("Haushalt", "Household")
    }
  }

  func link(_ path: String, _ query: [(String, String)] = []) -> String {
    language.link(path, query)
  }

  /// The response with a page.
  func response(
    _ title: String, at place: PageFrame.Place, status: Status = .ok, showsMap: Bool = false,
    _ main: HTML
  ) -> Response {
    var files = [assets.icon, assets.style]
    let hasMap = showsMap && assets.mapLibrary != nil
    if hasMap, let library = assets.mapLibrary {
      files += [library.style, library.script, assets.mapScript]
    }
    return PageFrame(
      language: language, title: title, name: "Trasse", home: link("/staff"), place: place,
      assets: files, navigation: navigation(place.path), main: main, footer: footer
    ).response(
      status: status, caching: .never, sources: PageFrame.Sources(hasMap: hasMap))
  }

  /// The hidden field that proves that a form was made for this session.
  var formToken: HTML {
    visitor?.session.map {
      "<input type=\"hidden\" name=\"form_token\" value=\"\($0.formToken)\">"
    } ?? ""
  }

  private func navigation(_ path: String) -> HTML {
    guard visitor != nil else { return "" }
    let items = Page.allCases.map { page -> HTML in
      let current: HTML = page.rawValue == path ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(link(page.rawValue))\"\(current)>\(name(of: page))</a></li>"
    }
    return """
      <nav aria-label="\(language("Bereiche", "Sections"))"><ul>
      \(HTML(items))
      </ul></nav>

      """
  }

  private var footer: HTML {
    guard let visitor else {
      return "<p>\(language("Nur für Berechtigte.", "For authorised people only."))</p>"
    }
    let out: HTML =
      visitor.session == nil
      ? ""
      : """
      <form action="/staff/sign-out" method="post">\(formToken)<button class="plain" type="submit">\(language("Abmelden", "Sign out"))</button></form>
      """
    return """
      <p>\(language("Angemeldet als", "Signed in as")) <strong>\(visitor.token.name)</strong> (\(language.name(visitor.token.scope))), \(language("bis", "until")) \(language.moment(visitor.token.expires))</p>
      \(out)
      """
  }
}
