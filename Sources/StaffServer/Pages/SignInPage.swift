import HTTPServing
import NetworkModel
import WebPages

/// The form by which the bearer of a token opens a session.
struct SignInPage {
  let layout: StaffLayout

  /// The page, with status 401: whatever was asked for is not shown.
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
      <p class="hint">\(language("Es beginnt mit", "It begins with")) <code>trasse_</code>. \(language("Der Betreiber des Projekts vergibt es mit", "Whoever runs the project makes it with")) <code>trasse token</code>.</p>
      <button type="submit">\(language("Anmelden", "Sign in"))</button>
      </form>
      """)
  }
}

/// What is said where a page cannot be shown.
struct FaultPage {
  let layout: StaffLayout

  func response(_ fault: RequestFault) -> Response {
    let language = layout.language
    let title: String
    let advice: String
    switch fault.status {
    case .notFound:
      title = language("Das gibt es hier nicht", "There is no such thing here")
      advice = language(
        "Vielleicht ist der Plan oder die Adresse nicht mehr in den Daten.",
        "Perhaps the plan or the address is no longer in the data.")
    case .forbidden:
      title = language("Das dürfen Sie nicht", "You may not do this")
      advice = language(
        "Das Token darf nur lesen, oder das Formular stammt nicht von dieser Sitzung.",
        "The token may only read, or the form is not of this session.")
    case .tooManyRequests:
      title = language("Einen Moment bitte", "One moment, please")
      advice = language(
        "Es gab zu viele Fehlversuche. Bitte versuchen Sie es gleich noch einmal.",
        "There were too many failed attempts. Please try again shortly.")
    case .unavailable:
      title = language("Die Projektdatei ist gerade nicht lesbar", "The project cannot be read now")
      advice = language(
        "Ein anderes Programm schreibt sie vielleicht. Bitte versuchen Sie es gleich noch einmal.",
        "Another program may be writing it. Please try again shortly.")
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
