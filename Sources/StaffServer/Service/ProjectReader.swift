import AddressSearch
import Exporting
import Foundation
import Geospatial
import HTTPServing
import NetworkModel
import ProjectStore
import Synchronization
import VectorTiles

/// A project opened for reading, with what is made from it once.
///
/// What it reads is what stands in the file at that moment: only the index of addresses is kept, and
/// only as long as nobody has written.
final class ProjectReader {
  let project: Project
  private let toDegrees: CoordinateTransformer
  private let fromDegrees: CoordinateTransformer
  private var index: (version: Int64, index: AddressIndex)?

  fileprivate init(_ path: String) throws {
    project = try Project(path: path, readOnly: true)
    let degrees = try CoordinateReferenceSystem(code: CoordinateReferenceSystem.wgs84Code)
    let own = project.crs ?? degrees
    toDegrees = try CoordinateTransformer(from: own, to: degrees)
    fromDegrees = try CoordinateTransformer(from: degrees, to: own)
  }

  /// A geometry of the project in longitude and latitude.
  func degrees(_ geometry: Geometry) -> Geometry { geometry.transformed(by: toDegrees) }

  /// The rectangle around the project in degrees; `nil` where nothing has a place.
  func extent() throws -> Envelope? {
    let extent = try project.extent()
    guard !extent.isEmpty else { return nil }
    return Self.border(of: extent, brought: toDegrees)
  }

  /// Where an address lies, in degrees; `nil` for one that is not on file.
  func position(ofAddress id: String) throws -> Coordinate? {
    guard let layer = Project.mapLayers.first(where: { $0.name == "address" }) else { return nil }
    var row = try project.stream(layer, id: id, scenario: "")
    guard try row.next(), let geometry = try row.geometry(),
      case .point(let position) = degrees(geometry)
    else { return nil }
    return position
  }

  /// The rectangle in the project's CRS that holds all that lies on a tile.
  func window(of tile: Tile) -> Envelope {
    let border = Self.border(of: tile.degrees, brought: fromDegrees)
    // A margin covers what lies between the positions looked at.
    return border.expanded(by: max(border.width, border.height) / 1000)
  }

  private static func border(
    of box: Envelope, brought transformer: borrowing CoordinateTransformer
  ) -> Envelope {
    var border = box.border(steps: 20)
    transformer.transform(&border)
    return Envelope(of: border.filter(\.isFinite))
  }

  /// Every address as it can be searched for.
  func addressIndex() throws -> AddressIndex {
    let version = try project.dataVersion()
    if let index, index.version == version { return index.index }
    let made = try project.addressIndex()
    index = (version, made)
    return made
  }
}

/// Readers for as many requests as are answered at once.
final class ProjectReaders: Sendable {
  private final class Seat: Sendable {
    let reader = Mutex<(reader: ProjectReader, file: FileIdentity?)?>(nil)
  }

  private let path: String
  private let seats: [Seat]
  private let turn = Atomic(0)

  init(path: String, count: Int) {
    self.path = path
    seats = (0..<count).map { _ in Seat() }
  }

  /// Runs a body over one state of the file.
  ///
  /// - Throws: what the body throws, and ``ProjectError`` where the file cannot be read.
  func read<Result: Sendable>(
    _ body: @Sendable (ProjectReader) throws -> Result
  ) throws -> Result {
    for seat in seats {
      let result = try seat.reader.withLockIfAvailable { try Self.read(path, &$0, body) }
      if let result { return result }
    }
    let next = turn.wrappingAdd(1, ordering: .relaxed).oldValue
    let seat = seats[Int(next.magnitude % UInt(seats.count))]
    return try seat.reader.withLock { try Self.read(path, &$0, body) }
  }

  private static func read<Result: Sendable>(
    _ path: String, _ seat: inout (reader: ProjectReader, file: FileIdentity?)?,
    _ body: @Sendable (ProjectReader) throws -> Result
  ) throws -> Result {
    // Another file of the name, or a project that was empty, is opened anew.
    let file = FileIdentity(path)
    if let old = seat, old.file != file || old.reader.project.crs == nil { seat = nil }
    let reader = try seat?.reader ?? ProjectReader(path)
    do {
      let result = try reader.project.snapshot { try body(reader) }
      seat = (reader, file)
      return result
    } catch let error as ProjectError {
      // What a killed writer has left is cleared up where the file is opened.
      seat = nil
      throw error
    }
  }
}

/// What tells one file from another that has taken its name.
struct FileIdentity: Equatable {
  private let device: UInt
  private let number: UInt

  /// The identity of the file of a name; `nil` where there is none.
  init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    device = status.st_dev
    number = status.st_ino
  }
}
