/// The kinds of resources, by which requests are counted.
enum Route: String, CaseIterable {
  case page, address, information, report, asset
  case suggest, lookup, stats
  case features, tile
  case health, metrics, openapi
  case unknown
}
