import HTTPServing
import NetworkModel
import WebPages

/// The form in which the bearer of a token signs in.
struct SignInPage {
  let layout: StaffLayout

  /// The page with status 401, in place of the requested one.
  func response(back: String, failed: Bool) -> Response {
    let language = layout.language
    let alarm: HTML =
      failed
      ? "<p class=\"note refused\" role=\"alert\">\(language("Dieses Token gilt nicht.", "That token is not valid."))</p>"
      : ""
    return layout.response(
      language("Anmelden", "Sign in"), at: .init(path: "/staff"), status: .unauthorized,
      """
      <h1>\(language("Anmelden", "Sign in"))</h1>
      \(alarm)<form class="entry" action="/staff/sign-in" method="post">
      <input type="hidden" name="return" value="\(back)">
      <input type="hidden" name="lang" value="\(language.rawValue)">
      <label for="token">\(language("Token", "Token"))</label>
      <input id="token" name="token" type="password" autocomplete="current-password" required maxlength="200" spellcheck="false">
      <p class="hint">\(language("Es beginnt mit", "It begins with")) <code>trasse_</code>. \(language("Die Verwaltung des Projekts vergibt es.", "The administrator of the project issues it."))</p>
      <button type="submit">\(language("Anmelden", "Sign in"))</button>
      </form>
      """)
  }
}

/// The page that explains why another one is not shown.
struct FaultPage {
  let layout: StaffLayout

  func response(_ fault: RequestFault) -> Response {
    let language = layout.language
    let title: String
    let advice: String
    switch fault.status {
    case .notFound:
      title = language("Diese Seite gibt es nicht", "There is no such page")
      advice = language(
        "Vielleicht ist der Plan oder die Adresse nicht mehr in den Daten.",
        "The plan or the address may have been removed from the data.")
    case .forbidden:
      title = language("Das dürfen Sie nicht", "You may not do this")
      advice = language(
        "Das Token darf nur lesen, oder das Formular stammt nicht von dieser Sitzung.",
        "The token allows reading only, or the form belongs to another session.")
    case .tooManyRequests:
      title = language("Einen Moment bitte", "One moment, please")
      advice = language(
        "Es gab zu viele Fehlversuche. Bitte versuchen Sie es gleich noch einmal.",
        "There were too many failed attempts. Please try again in a moment.")
    case .unavailable:
      title = language(
        "Die Projektdatei ist zurzeit nicht verfügbar", "The project file is currently unavailable")
      advice = language(
        "Ein anderes Programm schreibt sie vielleicht. Bitte versuchen Sie es gleich noch einmal.",
        "Another program may be writing it. Please try again in a moment.")
    default:
      title = language("Das hat nicht geklappt", "That did not work")
      advice = language(
        "Die Anfrage war nicht zu verstehen.", "The request could not be understood.")
    }
    return layout.response(
      title, at: .init(path: "/staff"), status: fault.status,
      """
      <h1>\(title)</h1>
      <p>\(advice)</p>
      <p><a href="\(layout.link("/staff"))">\(language("Zum Überblick", "To the overview"))</a></p>
      """)
  }
}
