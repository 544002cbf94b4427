import HTTPServing
import NetworkModel
import ProjectStore
import Rules
import TextFormats
import WebPages

/// Two plans side by side.
struct ComparePage {
  let layout: StaffLayout
  let reader: ProjectReader

  private var language: Language { layout.language }

  func response(_ target: RequestTarget) throws -> Response {
    let names = try reader.project.scenarios().map(\.name)
    let chosen = try ["a", "b"].compactMap { try target.value($0) }
    for name in chosen where !names.contains(name) {
      throw RequestFault(.notFound, "there is no such plan")
    }
    let title = layout.name(of: .compare)
    let query = target.query.filter { $0.name == "a" || $0.name == "b" }
    let table =
      chosen.count == 2
      ? comparison(
        PlanComparison(
          try reader.project.plan(scenario: chosen[0]),
          try reader.project.plan(scenario: chosen[1])))
      : ""
    let choice: HTML =
      names.count < 2
      ? "<p>\(language("Zum Vergleich braucht es zwei Pläne.", "A comparison needs two plans."))</p>"
      : form(names, chosen)
    return layout.response(
      title, at: .init(path: "/staff/compare", query: query),
      """
      <h1>\(title)</h1>
      \(choice)
      \(table)
      """)
  }

  private func form(_ names: [String], _ chosen: [String]) -> HTML {
    func select(_ id: String, _ label: String, _ value: String) -> HTML {
      let options = names.map { name -> HTML in
        let selected: HTML = name == value ? " selected" : ""
        return "<option\(selected)>\(name)</option>"
      }
      return """
        <div><label for="\(id)">\(label)</label><select id="\(id)" name="\(id)">\(HTML(options, separator: ""))</select></div>
        """
    }
    return """
      <form class="choice-row" action="/staff/compare" method="get">
      <input type="hidden" name="lang" value="\(language.rawValue)">
      \(select("a", language("Plan A", "Plan A"), chosen.first ?? names[0]))
      \(select("b", language("Plan B", "Plan B"), chosen.count == 2 ? chosen[1] : names[1]))
      <button type="submit">\(language("Vergleichen", "Compare"))</button>
      </form>
      """
  }

  // MARK: The table

  private func comparison(_ comparison: PlanComparison) -> HTML {
    let (a, b) = (comparison.a.scenario.name, comparison.b.scenario.name)
    return """
      <div class="wide" tabindex="0" role="region" aria-label="\(language("Vergleich", "Comparison"))"><table>
      <thead><tr><td></td><th scope="col" class="number">\(a)</th><th scope="col" class="number">\(b)</th><th scope="col" class="number">\(language("Unterschied", "Difference"))</th></tr></thead>
      <tbody>
      \(HTML(totals(comparison) + methods(comparison)))
      </tbody>
      <tbody>
      \(HTML(differences(comparison)))
      </tbody></table></div>
      <p><a class="button" href="\(layout.link("/staff/map", [("a", a), ("b", b)]))">\(language("Beide auf der Karte", "Both on the map"))</a></p>
      """
  }

  private func totals(_ comparison: PlanComparison) -> [HTML] {
    let (a, b) = (comparison.a, comparison.b)
    return [
      cents(language("Kosten", "Cost"), a.scenario.costInCents, b.scenario.costInCents),
      cents(
        language("untere Schranke", "Lower bound"), a.scenario.lowerBoundInCents,
        b.scenario.lowerBoundInCents),
      row(
        language("Lücke", "Gap"), language.numbers.percent(a.scenario.gap, places: 2),
        language.numbers.percent(b.scenario.gap, places: 2), ""),
      count(language("Adressen versorgt", "Addresses served"), a.served.count, b.served.count),
      count(language("Ausnahmen", "Exceptions"), a.excepted, b.excepted),
      count(
        language("schon angeschlossen", "Connected already"), a.connected.count,
        b.connected.count),
      metres(
        language("Graben ohne Hausanschlüsse", "Trench without drops"), a.trenchMetres,
        b.trenchMetres),
    ]
  }

  private func methods(_ comparison: PlanComparison) -> [HTML] {
    comparison.methods.map { method in
      metres(
        "\(language("Verfahren", "Method")): \(language.method(method))",
        comparison.a.metres(by: method), comparison.b.metres(by: method))
    }
  }

  private func differences(_ comparison: PlanComparison) -> [HTML] {
    [
      row(
        language("Abschnitte nur hier", "Segments only here"),
        language.numbers.text(comparison.segmentsOnlyInA),
        language.numbers.text(comparison.segmentsOnlyInB), ""),
      row(
        language("Adressen nur hier versorgt", "Addresses served only here"),
        language.numbers.text(comparison.servedOnlyInA),
        language.numbers.text(comparison.servedOnlyInB), ""),
    ]
  }

  // MARK: Rows

  private func row(
    _ name: String, _ first: String, _ second: String, _ difference: String
  ) -> HTML {
    """
    <tr><th scope="row">\(name)</th><td class="number">\(first)</td><td class="number">\(second)</td><td class="number">\(difference)</td></tr>
    """
  }

  private func metres(_ name: String, _ first: Double, _ second: Double) -> HTML {
    row(name, language.metres(first), language.metres(second), language.metres(second - first))
  }

  private func count(_ name: String, _ first: Int, _ second: Int) -> HTML {
    let numbers = language.numbers
    return row(name, numbers.text(first), numbers.text(second), numbers.text(second - first))
  }

  private func cents(_ name: String, _ first: Int64, _ second: Int64) -> HTML {
    let numbers = language.numbers
    return row(
      name, numbers.euros(cents: first), numbers.euros(cents: second),
      numbers.euros(cents: second - first))
  }
}
