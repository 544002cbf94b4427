import GeoPackage
import Geospatial
import HTTPServing
import NetworkModel
import ProjectStore
import TextFormats
import WebPages

/// The map with its layers in groups; without JavaScript only the groups and counts.
struct MapPage {
  let layout: StaffLayout
  let reader: ProjectReader

  private var language: Language { layout.language }

  /// The layers that are drawn at first.
  private static let shown: Set = [
    "conduit", "site", "built", "street", "building", "trench", "exception",
  ]

  func response(_ target: RequestTarget) throws -> Response {
    let tree = try LayerTree(reader)
    let compared = try ["a", "b"].compactMap { try target.value($0) }
    let plans = tree.groups.compactMap { group -> String? in
      if case .plan(let name) = group.group { name } else { nil }
    }
    for name in compared where !plans.contains(name) {
      throw RequestFault(.notFound, "there is no such plan")
    }
    var groups: [HTML] = []
    if compared.count == 2 {
      groups.append(
        group(
          language("Unterschied", "Difference"), try difference(compared[0], compared[1]), 0))
    }
    for entry in tree.groups {
      var isShown = true
      if case .plan(let name) = entry.group {
        isShown = compared.count < 2 && name == (compared.first ?? plans.first)
      }
      groups.append(
        group(
          language.name(entry.group), items(entry.entries, isShown: isShown), groups.count))
    }
    let title = layout.name(of: .map)
    return layout.response(
      title,
      at: .init(
        path: "/staff/map", query: target.query.filter { $0.name == "a" || $0.name == "b" }),
      showsMap: true,
      """
      <h1 class="small">\(title)</h1>
      <div class="workbench">
      <div class="layers" role="group" aria-label="\(language("Ebenen", "Layers"))">
      \(HTML(groups))
      </div>
      \(try place())
      <section class="attributes" aria-labelledby="attributes-title">
      <h2 id="attributes-title">\(language("Merkmale", "Attributes"))</h2>
      <div id="attributes" aria-live="polite"><p class="hint script-only">\(language("Klicken Sie auf der Karte auf etwas.", "Click a feature on the map."))</p></div>
      </section>
      </div>
      """)
  }

  private func place() throws -> HTML {
    guard layout.assets.mapLibrary != nil else {
      return
        "<p class=\"note place\">\(language("Die Karte ist auf diesem Server nicht eingerichtet.", "The map is not installed on this server."))</p>"
    }
    guard let extent = try reader.extent() else {
      return
        "<p class=\"note place\">\(language("Das Projekt ist leer.", "The project is empty."))</p>"
    }
    let bounds = [
      extent.minimum.x, extent.minimum.y, extent.maximum.x, extent.maximum.y,
    ].map { Self.degrees($0) }.joined(separator: ",")
    return """
      <div class="place">
      <noscript><p class="note">\(language("Die Karte braucht JavaScript. Die Anzahlen stehen in der Liste.", "The map needs JavaScript. The list contains the counts."))</p></noscript>
      <div id="map" class="script-only" data-bounds="\(bounds)" data-zoom="\(LayerTiles.maximumZoom)" data-label="\(language("Karte des Netzes", "Map of the network"))" data-middle="\(language("Was liegt in der Mitte?", "What is in the centre?"))" data-nothing="\(language("Hier liegt nichts, was sichtbar ist.", "No visible feature is here."))" data-nearer="\(language("Gehen Sie näher heran, um Merkmale zu sehen.", "Zoom in to see attributes."))" data-fault="\(language("Das konnte nicht geladen werden. Vielleicht ist die Anmeldung abgelaufen: Laden Sie die Seite neu.", "Loading failed. Your session may have ended: reload the page."))" data-raw="\(language("als GeoJSON", "as GeoJSON"))" data-household="\(language("zum Haushalt", "to the household"))"></div>
      <p class="script-only"><button class="plain" type="button" id="middle">\(language("Was liegt in der Mitte?", "What is in the centre?"))</button></p>
      </div>
      """
  }

  /// A coordinate with seven decimals: one centimetre.
  static func degrees(_ value: Double) -> String {
    NumberStyle.plain.text(value, places: 7, zeros: .removed)
  }

  // MARK: The tree

  /// One line of the tree.
  private struct Item {
    let layer: MapLayer
    /// The query of its tiles.
    let query: [(String, String)]
    let label: String
    let count: Int
    /// Kinds with colours of their own: the value in the tiles, the name, the count.
    let kinds: [(word: String, name: String, count: Int)]
    /// The class of its colours.
    let tone: String
    let isShown: Bool
  }

  private func items(_ entries: [LayerTree.Entry], isShown: Bool) -> [Item] {
    entries.filter { $0.count > 0 }.map { entry in
      Item(
        layer: entry.layer, query: entry.scenario.map { [("scenario", $0)] } ?? [],
        label: language.name(ofLayer: entry.layer.name), count: entry.count,
        kinds: entry.kinds.filter { !$0.kind.isEmpty }.map {
          ($0.kind, language.name(ofKind: $0.kind, in: entry.layer.name), $0.count)
        }, tone: entry.layer.name, isShown: isShown && Self.shown.contains(entry.layer.name))
    }
  }

  /// The trenches that two plans share, and those of one alone.
  private func difference(_ a: String, _ b: String) throws -> [Item] {
    guard let trench = Project.mapLayers.first(where: { $0.name == "trench" }) else { return [] }
    let comparison = PlanComparison(
      try reader.project.plan(scenario: a), try reader.project.plan(scenario: b))
    func item(_ own: PlanComparison.Side, _ other: String, only: Int, _ tone: String) -> Item {
      let name = own.scenario.name
      return Item(
        layer: trench, query: [("scenario", name), ("beside", other)],
        label: "\(language.name(ofLayer: "trench")): \(name)", count: own.segments.count,
        kinds: [
          ("both", language("in beiden Plänen", "in both plans"), own.segments.count - only),
          ("only", language("nur hier", "only here"), only),
        ], tone: tone, isShown: true)
    }
    return [
      item(comparison.a, b, only: comparison.segmentsOnlyInA, "first"),
      item(comparison.b, a, only: comparison.segmentsOnlyInB, "second"),
    ]
  }

  private func group(_ name: String, _ items: [Item], _ group: Int) -> HTML {
    let list: HTML =
      items.isEmpty
      ? "<p class=\"hint\">\(language("Nichts vorhanden.", "None."))</p>"
      : "<ul>\(HTML(items.enumerated().map { line($1, id: "layer-\(group)-\($0)") }))</ul>"
    return "<fieldset><legend>\(name)</legend>\(list)</fieldset>"
  }

  private func line(_ item: Item, id: String) -> HTML {
    let query = item.query.map { "\($0)=\(QueryValue.escaped($1))" }.joined(separator: "&")
    let checked: HTML = item.isShown ? " checked" : ""
    let kinds = item.kinds.map { kind -> HTML in
      """
      <li data-kind="\(kind.word)">\(swatch(item, kind: kind.word))<span>\(kind.name)</span> <span class="number">\(language.numbers.text(kind.count))</span></li>
      """
    }
    let legend: HTML = kinds.isEmpty ? "" : "<ul class=\"kinds\">\(HTML(kinds))</ul>"
    return """
      <li data-layer="\(item.layer.name)" data-query="\(query)" data-name="\(item.label)"><label for="\(id)"><input class="script-only" type="checkbox" id="\(id)" autocomplete="off"\(checked)>\(swatch(item, kind: nil))<span>\(item.label)</span> <span class="number">\(language.numbers.text(item.count))</span></label>\(legend)</li>
      """
  }

  private func swatch(_ item: Item, kind: String?) -> HTML {
    let shape: HTML =
      switch item.layer.geometry {
      case .point: "<circle cx=\"8\" cy=\"8\" r=\"5\"/>"
      case .lineString: "<path d=\"M1 12L15 4\"/>"
      default: "<rect x=\"2\" y=\"3\" width=\"12\" height=\"10\"/>"
      }
    let own = kind.map { " kind-\($0)" } ?? ""
    return """
      <svg class="swatch tone-\(item.tone)\(own)" viewBox="0 0 16 16" aria-hidden="true" focusable="false">\(shape)</svg>
      """
  }
}
