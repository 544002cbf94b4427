package import HTTPServing
package import TextFormats

/// The languages of pages; each sentence is written in both, at the place of its use.
package enum Language: String, CaseIterable, Sendable {
  case german = "de"
  case english = "en"

  /// The language that the query asks for, or the one that the browser prefers.
  package init(_ request: Request) {
    let requested = request.target.query.first { $0.name == "lang" }?.value
    let preferred = Preference.language(
      of: Language.allCases.map(\.rawValue), in: request.headers.list("accept-language"))
    self = requested.flatMap(Language.init) ?? Language(rawValue: preferred) ?? .german
  }

  /// The sentence in this language.
  package func callAsFunction(_ german: String, _ english: String) -> String {
    self == .german ? german : english
  }

  /// A link within the site that keeps the language.
  package func link(_ path: String, _ query: [(String, String)] = []) -> String {
    let pairs = query.map { "\($0)=\(QueryValue.escaped($1))" } + ["lang=\(rawValue)"]
    return "\(path)?\(pairs.joined(separator: "&"))"
  }

  /// A date of a file, `2026-11-23`, as people write it.
  package func day(_ text: String) -> String {
    let parts = text.split(separator: "-")
    guard parts.count == 3, let month = Int(parts[1]), (1...12).contains(month),
      let day = Int(parts[2])
    else { return text }
    let german = [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November", "Dezember",
    ]
    let english = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return self(
      "\(day). \(german[month - 1]) \(parts[0])", "\(day) \(english[month - 1]) \(parts[0])")
  }

  /// How numbers are written.
  package var numbers: NumberStyle { self == .german ? .german : .english }
}
