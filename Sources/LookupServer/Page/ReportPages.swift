import HTTPServing
import PublicProjection
import WebPages

/// The form for reporting an error, and the page shown afterwards.
struct ReportPages {
  let layout: Layout

  private var language: Language { layout.language }

  /// The form.
  ///
  /// - Parameters:
  ///   - address: the address to which the report refers, if it is in the data.
  ///   - text: otherwise the address as entered.
  ///   - complaint: the fault of the previous attempt, if there was one.
  /// - Returns: the page.
  func form(_ address: PublicAddress?, text: String, complaint: String?) -> Layout.Page {
    let title = language("Fehler melden", "Report an error")
    guard layout.configuration.reports != nil else {
      let contact = layout.configuration.contact
      let ways = [contact.telephone, contact.email].compactMap(\.self).joined(separator: ", ")
      return Layout.Page(
        title: title,
        main: """
          <h1>\(title)</h1>
          <p>\(language("Bitte wenden Sie sich an", "Please contact")) \(layout.configuration.operator)\(ways.isEmpty ? "" : ": \(ways)").</p>
          """,
        place: .init(path: "/report"))
    }
    let choices = ErrorReport.Kind.allCases.map { kind -> HTML in
      let checked: HTML = kind == (address == nil ? .missing : .wrongClass) ? " checked" : ""
      return """
        <label class="choice"><input type="radio" name="kind" value="\(kind.rawValue)"\(checked)> \(name(kind))</label>
        """
    }
    let subject: HTML =
      address.map {
        """
        <p class="address">\($0.description)</p>
        <input type="hidden" name="id" value="\($0.id)">
        """
      } ?? """
        <label for="address">\(language("Adresse", "Address"))</label>
        <input id="address" name="address" type="text" maxlength="200" required value="\(text)">
        """
    let alarm: HTML = complaint.map { "<p class=\"note\" role=\"alert\">\($0)</p>" } ?? ""
    return Layout.Page(
      title: title,
      main: """
        <h1>\(title)</h1>
        \(alarm)<form class="report" action="/report" method="post">
        <input type="hidden" name="lang" value="\(language.rawValue)">
        \(subject)
        <fieldset><legend>\(language("Was stimmt nicht?", "What is wrong?"))</legend>
        \(HTML(choices))
        </fieldset>
        <label for="message">\(language("Was sollen wir wissen? (freiwillig)", "What should we know? (optional)"))</label>
        <textarea id="message" name="message" rows="5" maxlength="1000"></textarea>
        <label for="contact">\(language("Wie erreichen wir Sie? (freiwillig)", "How can we reach you? (optional)"))</label>
        <input id="contact" name="contact" type="text" maxlength="200" autocomplete="email">
        <p class="hint">\(language("Was wir damit tun, steht unter", "How we use this information is described under")) <a href="\(layout.link("/privacy"))">\(language("Datenschutz", "Privacy"))</a>.</p>
        <button type="submit">\(language("Absenden", "Send"))</button>
        </form>
        """,
      place: .init(
        path: "/report",
        query: address.map { [.init(name: "id", value: $0.id)] }
          ?? [.init(name: "address", value: text)]))
  }

  /// The page that is shown when the report has been stored.
  func thanks() -> Layout.Page {
    let title = language("Danke", "Thank you")
    return Layout.Page(
      title: title,
      main: """
        <h1>\(title)</h1>
        <p>\(language("Ihre Meldung ist angekommen. Wir prüfen sie und berichtigen die Daten mit der nächsten Ausgabe.", "Your report has arrived. We will check it and correct the data with the next release."))</p>
        <p><a href="\(layout.link("/"))">\(language("Zur Suche", "To the search"))</a></p>
        """,
      place: .init(path: "/report/thanks"))
  }

  private func name(_ kind: ErrorReport.Kind) -> String {
    switch kind {
    case .wrongClass: language("Die Auskunft ist falsch", "The answer is wrong")
    case .wrongPlace:
      language("Das Gebäude liegt woanders", "The building is in a different location")
    case .missing: language("Die Adresse fehlt", "The address is missing")
    case .gone: language("Das Gebäude gibt es nicht mehr", "The building no longer exists")
    case .other: language("Etwas anderes", "Something else")
    }
  }
}
