import HTTPServing
import NetworkModel
import ProjectStore
import TextFormats
import WebPages

/// The first page: plans, layers, and the work that is open.
struct OverviewPage {
  let layout: StaffLayout
  let reader: ProjectReader

  private var language: Language { layout.language }

  func response() throws -> Response {
    let tree = try LayerTree(reader)
    let scenarios = try reader.project.scenarios()
    let head = try reader.project.ledgerHead()
    let work = try reader.project.openWork()
    let title = layout.name(of: .overview)
    return layout.response(
      title, at: .init(path: "/staff"),
      """
      <h1>\(title)</h1>
      <h2>\(language("Pläne", "Plans"))</h2>
      \(plans(scenarios, tree))
      <h2>\(language("Bestand und Daten", "Network and data"))</h2>
      \(layers(tree))
      <h2>\(language("Status", "Status"))</h2>
      <p>\(language("Ereignisse", "Events")): \(language.numbers.text(Int(head.sequence)))</p>
      \(open(work))
      """)
  }

  private func plans(_ scenarios: [Scenario], _ tree: LayerTree) -> HTML {
    guard !scenarios.isEmpty else {
      return "<p>\(language("Es gibt noch keinen Plan.", "There is no plan yet."))</p>"
    }
    let rows = scenarios.map { scenario -> HTML in
      let entries = tree.groups.first { $0.group == .plan(scenario.name) }?.entries ?? []
      func count(_ layer: String) -> String {
        language.numbers.text(entries.first { $0.layer.name == layer }?.count ?? 0)
      }
      return """
        <tr><th scope="row">\(scenario.name)</th><td class="number">\(language.numbers.euros(cents: scenario.costInCents))</td><td class="number">\(language.numbers.euros(cents: scenario.lowerBoundInCents))</td><td class="number">\(language.numbers.percent(scenario.gap, places: 2))</td><td class="number">\(count("drop"))</td><td class="number">\(count("exception"))</td></tr>
        """
    }
    return """
      <div class="wide" tabindex="0" role="region" aria-label="\(language("Pläne", "Plans"))"><table>
      <thead><tr><th scope="col">\(language("Plan", "Plan"))</th><th scope="col" class="number">\(language("Kosten", "Cost"))</th><th scope="col" class="number">\(language("untere Schranke", "Lower bound"))</th><th scope="col" class="number">\(language("Lücke", "Gap"))</th><th scope="col" class="number">\(language("Adressen versorgt", "Addresses served"))</th><th scope="col" class="number">\(language("Ausnahmen", "Exceptions"))</th></tr></thead>
      <tbody>
      \(HTML(rows))
      </tbody></table></div>
      """
  }

  private func layers(_ tree: LayerTree) -> HTML {
    let rows = tree.groups.filter { $0.group == .ground || $0.group == .base }
      .flatMap(\.entries).map { entry -> HTML in
        """
        <tr><th scope="row">\(language.name(ofLayer: entry.layer.name))</th><td class="number">\(language.numbers.text(entry.count))</td></tr>
        """
      }
    return """
      <table class="narrow">
      <thead><tr><th scope="col">\(language("Ebene", "Layer"))</th><th scope="col" class="number">\(language("Anzahl", "Count"))</th></tr></thead>
      <tbody>
      \(HTML(rows))
      </tbody></table>
      """
  }

  private func open(_ work: [OpenWork]) -> HTML {
    let counts = OpenWork.Party.allCases.compactMap { party -> HTML? in
      let count = work.count { $0.party == party }
      guard count > 0 else { return nil }
      return """
        <tr><th scope="row">\(language.name(party))</th><td class="number">\(language.numbers.text(count))</td></tr>
        """
    }
    guard !counts.isEmpty else {
      return "<p>\(language("Nichts ist offen.", "Nothing is open."))</p>"
    }
    return """
      <table class="narrow">
      <thead><tr><th scope="col">\(language("Wer ist am Zug?", "Who is to act?"))</th><th scope="col" class="number">\(language("offen", "Open"))</th></tr></thead>
      <tbody>
      \(HTML(counts))
      </tbody></table>
      """
  }
}
