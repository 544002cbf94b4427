import HTTPServing
import NetworkModel
import ProjectStore
import Rules

/// The resources of the staff server.
enum StaffRoute: Hashable {
  case root, health, asset(String)
  case signIn, signOut
  case overview, map, compare, household
  case tile(layer: String, zoom: String, column: String, row: String)
  case feature(layer: String, id: String)
  case layers, apiHousehold, events
  /// A path below `/staff` that names no resource; it needs a token like all others there.
  case unknownWithin
  case unknown

  static let assetFolder = "staff-assets"

  init(_ path: [String]) {
    self =
      switch path.first ?? "" {
      case "" where path.count == 1: .root
      case "healthz" where path.count == 1: .health
      case Self.assetFolder where path.count == 2: .asset("/\(path[0])/\(path[1])")
      case "staff": Self.within(Array(path.dropFirst()))
      default: .unknown
      }
  }

  private static func within(_ path: [String]) -> StaffRoute {
    switch path.first {
    case nil: .overview
    case "sign-in" where path.count == 1: .signIn
    case "sign-out" where path.count == 1: .signOut
    case "map" where path.count == 1: .map
    case "compare" where path.count == 1: .compare
    case "household" where path.count == 1: .household
    case "tiles" where path.count == 5:
      .tile(layer: path[1], zoom: path[2], column: path[3], row: path[4])
    case "features" where path.count == 3: .feature(layer: path[1], id: path[2])
    case "api" where path.count == 2:
      switch path[1] {
      case "layers": .layers
      case "household": .apiHousehold
      case "events": .events
      default: .unknownWithin
      }
    default: .unknownWithin
    }
  }

  /// Whether it needs no token, because it contains nothing of the project.
  var isOpen: Bool {
    switch self {
    case .root, .health, .asset, .unknown: true
    default: false
    }
  }

  /// Whether it is meant for programs; refusals are then problem documents.
  var isForPrograms: Bool {
    switch self {
    case .tile, .feature, .layers, .apiHousehold, .events: true
    default: false
    }
  }

  var methods: [Request.Method] {
    switch self {
    case .signOut, .events: [.post]
    case .signIn, .household: [.get, .head, .post]
    default: [.get, .head]
    }
  }
}
