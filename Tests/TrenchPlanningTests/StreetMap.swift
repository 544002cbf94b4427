import AddressSearch
import Geospatial
import NetworkModel

/// A town drawn in characters.
///
/// Each character is ten metres wide and high.
///
/// Letters are street corners, `-` and `|` are the streets between them (named after their corners:
/// `ab`), digits are homes, `P` is a PoP, `#` is a building of ten by ten metres, `=` is a railway
/// and `~` is water. All addresses name the given street.
struct StreetMap {
  private let rows: [[Character]]
  /// The south-west corner in EPSG:25832.
  private static let origin = Coordinate(x: 400_000, y: 5_700_000)

  init(_ drawing: String) {
    rows = drawing.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0) }
  }

  func inventory(street: String = "?", dwellings: Int = 1) -> Inventory {
    Inventory(
      addresses: cells { $0.isNumber }.map { place, digit in
        Address(
          id: AddressID("h\(digit)"), street: street, number: HouseNumber(number: String(digit)),
          source: "map", dwellings: dwellings, dwellingsAreEstimated: false, location: place)
      },
      streets: streets,
      buildings: cells { $0 == "#" }.enumerated().map { number, cell in
        Building(id: BuildingID("b\(number)"), footprint: [Self.square(cell.place)])
      },
      obstacles: runs(of: "=", .rail) + runs(of: "~", .water),
      sites: cells { $0 == "P" }.enumerated().map { number, cell in
        Site(id: SiteID("P\(number + 1)"), kind: .pop, location: cell.place)
      })
  }

  /// The position of a character.
  func place(of character: Character) -> Coordinate {
    guard let cell = cells(where: { $0 == character }).first else {
      preconditionFailure("the map has no \(character)")
    }
    return cell.place
  }

  private func at(_ row: Int, _ column: Int) -> Character {
    row >= 0 && row < rows.count && column >= 0 && column < rows[row].count
      ? rows[row][column] : " "
  }

  private static func coordinate(_ row: Int, _ column: Int) -> Coordinate {
    Coordinate(x: origin.x + Double(column) * 10, y: origin.y - Double(row) * 10)
  }

  private func cells(where wanted: (Character) -> Bool) -> [(
    place: Coordinate, character: Character
  )] {
    rows.indices.flatMap { row in
      rows[row].indices.compactMap { column in
        wanted(rows[row][column])
          ? (Self.coordinate(row, column), rows[row][column]) : nil
      }
    }
  }

  private var streets: [Street] {
    var streets: [Street] = []
    for row in rows.indices {
      for column in rows[row].indices where Self.isCorner(rows[row][column]) {
        for (dr, dc, mark) in [(0, 1, Character("-")), (1, 0, Character("|"))] {
          var (r, c) = (row + dr, column + dc)
          guard at(r, c) == mark || Self.isCrossing(at(r, c)) else { continue }
          while at(r, c) == mark || Self.isCrossing(at(r, c)) { (r, c) = (r + dr, c + dc) }
          guard Self.isCorner(at(r, c)) else { continue }
          let name = "\(rows[row][column])\(at(r, c))"
          streets.append(
            Street(
              id: StreetID(name), name: name, streetClass: .residential,
              line: LineString([Self.coordinate(row, column), Self.coordinate(r, c)])!))
        }
      }
    }
    return streets
  }

  private static func isCorner(_ character: Character) -> Bool {
    character.isLetter && character.isLowercase
  }

  /// Whether a street continues at a character: another street, a railway or water.
  private static func isCrossing(_ character: Character) -> Bool {
    character == "+" || character == "=" || character == "~"
  }

  private func runs(of mark: Character, _ kind: Obstacle.Kind) -> [Obstacle] {
    rows.indices.compactMap { row in
      let columns = rows[row].indices.filter { rows[row][$0] == mark }
      guard let first = columns.first, let last = columns.last, first < last else { return nil }
      return Obstacle(
        id: ObstacleID("\(kind.rawValue)\(row)"), kind: kind,
        geometry: .lineString(
          LineString([Self.coordinate(row, first - 1), Self.coordinate(row, last + 1)])!))
    }
  }

  private static func square(_ centre: Coordinate) -> Polygon {
    let (w, e, s, n) = (centre.x - 5, centre.x + 5, centre.y - 5, centre.y + 5)
    return Polygon(exterior: [
      Coordinate(x: w, y: s), Coordinate(x: e, y: s), Coordinate(x: e, y: n),
      Coordinate(x: w, y: n), Coordinate(x: w, y: s),
    ])!
  }
}
