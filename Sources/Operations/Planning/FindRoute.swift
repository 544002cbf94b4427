import AddressSearch
import Exporting
public import Geospatial
import NetworkModel
import ProjectStore
import Rules
public import TextFormats
public import TrenchPlanning

/// Finds the cheapest trench from a location to the network, or to another location.
public struct FindRoute: Sendable {
  /// An end of a route.
  public enum End: Hashable, Sendable {
    /// The nearest PoP or conduit with free capacity.
    case network
    /// A position in the CRS of the project.
    case position(Coordinate)
    /// An address as somebody writes it.
    case address(String)
  }

  /// A route, which can be written as GeoJSON.
  public struct Output: Sendable {
    /// The route.
    public let route: Route
    /// The CRS of the project.
    public let crs: CoordinateReferenceSystem?
  }

  /// The path of the project.
  public var project: String
  /// The end that the route starts from.
  public var from: End
  /// The other end.
  public var to: End
  /// The path of a rules file; the default rules where `nil`.
  public var rules: String?

  /// Describes the route.
  public init(project: String, from: End, to: End = .network, rules: String? = nil) {
    self.project = project
    self.from = from
    self.to = to
    self.rules = rules
  }

  /// Reads the project in one snapshot and finds the route.
  ///
  /// - Throws: `ProjectStoreError` where there is no such address; `PlanningError` where there is
  ///   no route.
  public func run() throws -> Output {
    let project = try Project(path: project, readOnly: true)
    let (inventory, start, goal) = try project.reading {
      let inventory = try project.inventory()
      return (
        inventory, try Self.end(self.from, in: project, inventory),
        try Self.end(self.to, in: project, inventory)
      )
    }
    let route = try Route(
      from: start, to: goal, in: inventory, rules: try PlanningRules(file: rules))
    return Output(route: route, crs: project.crs)
  }

  private static func end(_ end: End, in project: Project, _ inventory: Inventory) throws
    -> Route.Place
  {
    switch end {
    case .network: return .network
    case .position(let position): return .position(position)
    case .address(let text):
      let entry = try project.address(writtenAs: text)
      guard let address = inventory.addresses.first(where: { $0.id == entry.addressID }) else {
        preconditionFailure("the index lists addresses of the project only")
      }
      return .address(address)
    }
  }
}

extension FindRoute.Output {
  /// Writes the segments of the route, in order, as GeoJSON.
  public func writeGeoJSON(to sink: some ByteSink) throws {
    guard let crs else { return }
    try RouteExport.write(route.segments, from: crs, costInCents: route.costInCents, to: sink)
  }
}
