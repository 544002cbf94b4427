/// Maps paths to resources.
enum Router {
  static func route(_ path: [String]) -> Route {
    switch path.first ?? "" {
    case "" where path.count == 1: .page
    case "a" where path.count == 2 && !path[1].isEmpty: .address
    case "meaning" where path.count == 1, "privacy" where path.count == 1,
      "accessibility" where path.count == 1, "interface" where path.count == 1:
      .information
    case "report" where path.count == 1 || (path.count == 2 && path[1] == "thanks"): .report
    case "assets" where path.count == 2: .asset
    case "v1" where path.count == 2:
      switch path[1] {
      case "suggest": .suggest
      case "lookup": .lookup
      case "stats": .stats
      default: .unknown
      }
    case "ogc": .features
    case "tiles" where path.count == 4: .tile
    case "healthz" where path.count == 1: .health
    case "metrics" where path.count == 1: .metrics
    case "openapi.json" where path.count == 1: .openapi
    default: .unknown
    }
  }
}
