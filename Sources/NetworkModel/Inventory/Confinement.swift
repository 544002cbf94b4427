public import Geospatial

/// The area or the addresses to which `--within` limits an import or a plan.
public enum Confinement: Hashable, Sendable {
  /// All areas of the project with this name.
  case area(String)
  /// Polygons that are not an area of the project, in its CRS.
  case surface([Polygon])
  /// Addresses by id, for example the orders of an infill plan.
  case addresses([AddressID])

  /// The polygons of the area; empty if no area has the name, or if addresses are listed.
  public func surface(among areas: [Area]) -> [Polygon] {
    switch self {
    case .area(let name): areas.filter { $0.name == name }.flatMap(\.surface)
    case .surface(let polygons): polygons
    case .addresses: []
    }
  }

  /// The ids of the addresses inside the area, or of those listed.
  public func chosen(from addresses: [Address], _ areas: [Area]) -> Set<AddressID> {
    if case .addresses(let ids) = self { return Set(ids) }
    let surface = surface(among: areas)
    return Set(
      addresses.filter { address in surface.contains { $0.contains(address.location) } }.map(\.id))
  }
}

extension Confinement: CustomStringConvertible {
  /// A description for messages.
  public var description: String {
    switch self {
    case .area(let name): name
    case .surface: "the polygons given"
    case .addresses(let ids): "\(ids.count) addresses"
    }
  }
}

// MARK: Stored form

extension Confinement {
  private static let mark = "MULTIPOLYGON "
  private static let addressMark = "ADDRESSES\n"

  /// The area's name, the polygons as well-known text with all digits, or the ids with one id a
  /// line.
  package var stored: String {
    switch self {
    case .area(let name): return name
    case .addresses(let ids): return Self.addressMark + ids.map(\.rawValue).joined(separator: "\n")
    case .surface(let polygons):
      let surfaces = polygons.map { polygon in
        let rings = polygon.rings.map { ring in
          "(\(ring.map { "\($0.x) \($0.y)" }.joined(separator: ", ")))"
        }
        return "(\(rings.joined(separator: ", ")))"
      }
      return Self.mark + "(\(surfaces.joined(separator: ", ")))"
    }
  }

  /// Reads the text that ``stored`` returns.
  package init(stored: String) {
    if stored.hasPrefix(Self.addressMark) {
      let ids = stored.dropFirst(Self.addressMark.count).split(separator: "\n")
      self = .addresses(ids.map { AddressID($0) })
      return
    }
    guard stored.hasPrefix(Self.mark) else {
      self = .area(stored)
      return
    }
    var polygons: [Polygon] = []
    var rings: [[Coordinate]] = []
    var depth = 0
    var text = ""
    for character in stored.dropFirst(Self.mark.count) {
      switch character {
      case "(": depth += 1
      case ")":
        if depth == 3 {
          rings.append(text.split(separator: ",").compactMap(Self.coordinate))
          text = ""
        } else if depth == 2, let exterior = rings.first {
          if let polygon = Polygon(exterior: exterior, holes: Array(rings.dropFirst())) {
            polygons.append(polygon)
          }
          rings = []
        }
        depth -= 1
      default:
        if depth == 3 { text.append(character) }
      }
    }
    self = .surface(polygons)
  }

  private static func coordinate(_ text: Substring) -> Coordinate? {
    let numbers = text.split(separator: " ").compactMap { Double($0) }
    return numbers.count == 2 ? Coordinate(x: numbers[0], y: numbers[1]) : nil
  }
}
