import GeoPackage
import HTTPServing
import NetworkModel
import ProjectStore
import TextFormats

/// The layers of a project in groups, with their counts.
struct LayerTree {
  /// A layer; of a plan's layer, the rows of one plan.
  struct Entry {
    let layer: MapLayer
    /// The plan, if the layer belongs to plans.
    let scenario: String?
    /// The number of rows of each kind.
    let kinds: [(kind: String, count: Int)]

    var count: Int { kinds.reduce(0) { $0 + $1.count } }
  }

  /// The groups of layers.
  enum Group: Hashable {
    case ground, base
    case plan(String)
  }

  let groups: [(group: Group, entries: [Entry])]

  private static let inGround = ["conduit", "site", "built"]

  init(_ reader: ProjectReader) throws {
    let project = reader.project
    func entries(_ layers: [MapLayer], _ scenario: String?) throws -> [Entry] {
      try layers.map { layer in
        Entry(
          layer: layer, scenario: scenario,
          kinds: try project.counts(of: layer, scenario: scenario ?? ""))
      }
    }
    let own = Project.mapLayers.filter { !$0.isPlanned }
    let planned = Project.mapLayers.filter(\.isPlanned)
    var groups: [(Group, [Entry])] = [
      (.ground, try entries(own.filter { Self.inGround.contains($0.name) }, nil)),
      (.base, try entries(own.filter { !Self.inGround.contains($0.name) }, nil)),
    ]
    for scenario in try project.scenarios() {
      groups.append((.plan(scenario.name), try entries(planned, scenario.name)))
    }
    self.groups = groups
  }

  /// `GET /staff/api/layers`.
  func document(_ target: RequestTarget) throws(RequestFault) -> Response {
    try target.allow([])
    var json = JSONWriter()
    json.object { object in
      object.array("layers") { array in
        for entry in groups.flatMap(\.entries) {
          array.object { object in
            object.member("layer", entry.layer.name)
            object.member("scenario", entry.scenario)
            object.member("geometry", entry.layer.geometry.rawValue)
            object.member("count", entry.count)
            object.object("kinds") { kinds in
              for (kind, count) in entry.kinds where !kind.isEmpty { kinds.member(kind, count) }
            }
          }
        }
      }
    }
    return Response(type: "application/json", json.bytes)
  }
}
