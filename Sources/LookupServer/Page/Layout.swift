import HTTPServing
import PublicProjection

/// What all pages share: head, header and footer.
struct Layout {
  let configuration: Configuration
  let assets: Assets
  let language: Language
  let asOf: String

  /// One page.
  struct Page {
    var title: String
    var main: HTML
    /// The target of the page, without its language.
    var place: Place
    /// Whether search engines may keep it.
    var isIndexed = false
    /// Whether the map may be shown.
    var hasMap = false
  }

  /// Where a page is: its path, and its query without the language.
  struct Place {
    var path: String
    var query: [RequestTarget.Parameter] = []
  }

  /// An address within the site that keeps the language.
  func link(_ path: String, _ query: [(String, String)] = []) -> String {
    let pairs = query.map { "\($0)=\(QueryValue.escaped($1))" } + ["lang=\(language.rawValue)"]
    return "\(path)?\(pairs.joined(separator: "&"))"
  }

  /// The answer that holds a page.
  func response(
    _ page: Page, status: Status = .ok, caching: Response.Caching = .revalidated
  ) -> Response {
    var response = Response(
      status, type: "text/html; charset=utf-8", Array(document(page).text.utf8), caching: caching)
    response.add("Content-Security-Policy", contentSecurityPolicy(hasMap: page.hasMap))
    response.add("Content-Language", language.rawValue)
    response.add("Referrer-Policy", "no-referrer")
    response.add("Permissions-Policy", "geolocation=(), camera=(), microphone=()")
    response.add("Cross-Origin-Opener-Policy", "same-origin")
    response.add("Vary", "Accept-Language")
    return response
  }

  /// Nothing is loaded but from here; only a base map that the operator has chosen is let in.
  private func contentSecurityPolicy(hasMap: Bool) -> String {
    var connect = "'self'"
    var images = "'self'"
    var workers = "'none'"
    if hasMap, let map = configuration.map {
      workers = "blob:"
      images += " data: blob:"
      if let tiles = map.baseMap?.tiles {
        let origin =
          tiles.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
          .last?.prefix { $0 != "/" } ?? ""
        let scheme = tiles.prefix { $0 != ":" }
        connect += " \(scheme)://\(origin)"
        images += " \(scheme)://\(origin)"
      }
    }
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src \(images); "
      + "connect-src \(connect); worker-src \(workers); form-action 'self'; base-uri 'none'; "
      + "frame-ancestors 'none'"
  }

  private func document(_ page: Page) -> HTML {
    let other = language == .german ? Language.english : .german
    let name = configuration.operator
    let switchPairs =
      page.place.query.map { "\($0.name)=\(QueryValue.escaped($0.value))" } + [
        "lang=\(other.rawValue)"
      ]
    let switchLink = "\(page.place.path)?\(switchPairs.joined(separator: "&"))"
    let robots: HTML = page.isIndexed ? "" : "<meta name=\"robots\" content=\"noindex\">\n"
    let imprint: HTML =
      configuration.imprintURL.map {
        "<li><a href=\"\($0)\">\(language("Impressum", "Imprint"))</a></li>"
      } ?? ""
    return """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      \(robots)<title>\(page.title) – \(name)</title>
      <link rel="icon" href="\(assets.icon.path)" type="image/svg+xml">
      <link rel="stylesheet" href="\(assets.style.path)">
      <script src="\(assets.script.path)" defer></script>
      </head>
      <body>
      <a class="skip" href="#main">\(language("Zum Inhalt", "Skip to content"))</a>
      <header>
      <p class="name"><a href="\(link("/"))">\(name)</a></p>
      <p class="language"><a href="\(switchLink)" lang="\(other.rawValue)" hreflang="\(other.rawValue)">\(other("Deutsch", "English"))</a></p>
      </header>
      <main id="main" tabindex="-1">
      \(page.main)
      </main>
      <footer>
      <ul>
      \(imprint)<li><a href="\(link("/meaning"))">\(language("Was heißt das?", "What does this mean?"))</a></li>
      <li><a href="\(link("/privacy"))">\(language("Datenschutz", "Privacy"))</a></li>
      <li><a href="\(link("/accessibility"))">\(language("Barrierefreiheit", "Accessibility"))</a></li>
      <li><a href="\(link("/interface"))">\(language("Schnittstelle", "Interface"))</a></li>
      </ul>
      <p>\(language("Stand der Daten", "Data as of")): <time datetime="\(asOf)">\(language.day(asOf))</time></p>
      </footer>
      </body>
      </html>

      """
  }
}
