package import HTTPServing

/// The frame of each page: head, header and footer, and the header fields for its security.
package struct PageFrame {
  /// The target of a page: its path, and its query without the language.
  package struct Place {
    /// The path.
    package var path: String
    /// The query.
    package var query: [RequestTarget.Parameter]

    /// Makes a target.
    package init(path: String, query: [RequestTarget.Parameter] = []) {
      self.path = path
      self.query = query
    }

    fileprivate func link(in language: Language) -> String {
      language.link(path, query.map { ($0.name, $0.value) })
    }
  }

  /// The foreign content that a page may load (Content Security Policy, level 3).
  package struct Sources {
    /// Whether the map library may start workers and create images.
    package var hasMap = false
    /// The origin of background tiles that the operator has chosen, `https://host`.
    package var tiles: String?

    /// Allows nothing by default.
    package init(hasMap: Bool = false, tiles: String? = nil) {
      self.hasMap = hasMap
      self.tiles = tiles
    }

    var policy: String {
      let others = tiles.map { " \($0)" } ?? ""
      let images = hasMap ? "'self' data: blob:\(others)" : "'self'"
      return "default-src 'none'; script-src 'self'; style-src 'self'; img-src \(images); "
        + "connect-src 'self'\(hasMap ? others : ""); worker-src \(hasMap ? "blob:" : "'none'"); "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    }
  }

  /// The language.
  package var language: Language
  /// The title of the page.
  package var title: String
  /// The name of the site.
  package var name: String
  /// The link to the start of the site.
  package var home: String
  /// The target of the page.
  package var place: Place
  /// Whether search engines may index the page.
  package var isIndexed = false
  /// Files that the page loads: the icon, style sheets and scripts, in their order.
  package var assets: [Asset]
  /// The navigation below the name.
  package var navigation: HTML = ""
  /// The content.
  package var main: HTML
  /// The footer.
  package var footer: HTML

  // Reason: each parameter is a labelled property of the page, and three have defaults.
  /// Describes a page.
  package init(
    language: Language, title: String, name: String, home: String, place: Place,
    isIndexed: Bool = false, assets: [Asset], navigation: HTML = "", main: HTML, footer: HTML
  ) {
    self.language = language
    self.title = title
    self.name = name
    self.home = home
    self.place = place
    self.isIndexed = isIndexed
    self.assets = assets
    self.navigation = navigation
    self.main = main
    self.footer = footer
  }

  /// The response with the page.
  package func response(
    status: Status = .ok, caching: Response.Caching, sources: Sources = Sources()
  ) -> Response {
    var response = Response(
      status, type: "text/html; charset=utf-8", Array(document.text.utf8), caching: caching)
    response.add("Content-Security-Policy", sources.policy)
    response.add("Content-Language", language.rawValue)
    response.add("Referrer-Policy", "no-referrer")
    response.add("Permissions-Policy", "geolocation=(), camera=(), microphone=()")
    response.add("Cross-Origin-Opener-Policy", "same-origin")
    response.add("Vary", "Accept-Language")
    return response
  }

  private var document: HTML {
    let other = language == .german ? Language.english : .german
    let robots: HTML = isIndexed ? "" : "<meta name=\"robots\" content=\"noindex\">\n"
    return """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      \(robots)<title>\(title) – \(name)</title>
      \(HTML(assets.map(\.element)))
      </head>
      <body>
      <a class="skip" href="#main">\(language("Zum Inhalt", "Skip to content"))</a>
      <header>
      <p class="name"><a href="\(home)">\(name)</a></p>
      \(navigation)<p class="language"><a href="\(place.link(in: other))" lang="\(other.rawValue)" hreflang="\(other.rawValue)">\(other("Deutsch", "English"))</a></p>
      </header>
      <main id="main" tabindex="-1">
      \(main)
      </main>
      <footer>
      \(footer)
      </footer>
      </body>
      </html>

      """
  }
}

extension Asset {
  fileprivate var element: HTML {
    switch type {
    case .icon: "<link rel=\"icon\" href=\"\(path)\" type=\"image/svg+xml\">"
    case .style: "<link rel=\"stylesheet\" href=\"\(path)\">"
    case .script: "<script src=\"\(path)\" defer></script>"
    }
  }
}
