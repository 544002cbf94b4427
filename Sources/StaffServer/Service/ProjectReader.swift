import AddressSearch
import Exporting
import Foundation
import Geospatial
import HTTPServing
import NetworkModel
import ProjectStore
import Synchronization
import VectorTiles

/// A project opened for reading, with values derived from it.
///
/// Only the index of addresses is kept between reads, until another process has written the file.
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

  /// The rectangle around the project in degrees; `nil` if no layer has a geometry.
  func extent() throws -> Envelope? {
    let extent = try project.extent()
    guard !extent.isEmpty else { return nil }
    let border = Self.border(of: extent, by: toDegrees)
    return border.isEmpty ? nil : border
  }

  /// The position of an address in degrees; `nil` if the project has no such address.
  func position(ofAddress id: AddressID) throws -> Coordinate? {
    guard let layer = Project.mapLayers.first(where: { $0.name == "address" }) else { return nil }
    var row = try project.stream(layer, id: id.rawValue, scenario: "")
    guard try row.next(), let geometry = try row.geometry(),
      case .point(let position) = degrees(geometry)
    else { return nil }
    return position
  }

  /// A rectangle in the project's CRS that contains everything on a tile.
  func window(of tile: Tile) -> Envelope {
    let border = Self.border(of: tile.degrees, by: fromDegrees)
    // The margin covers the curve of the border between the transformed positions.
    return border.expanded(by: max(border.width, border.height) / 1000)
  }

  private static func border(
    of box: Envelope, by transformer: borrowing CoordinateTransformer
  ) -> Envelope {
    var border = box.border(steps: 20)
    transformer.transform(&border)
    return Envelope(of: border.filter(\.isFinite))
  }

  /// The search index of all addresses.
  func addressIndex() throws -> AddressIndex {
    let version = try project.dataVersion()
    if let index, index.version == version { return index.index }
    let newIndex = try project.addressIndex()
    index = (version, newIndex)
    return newIndex
  }
}

/// A pool of readers, one for each request that is handled at the same time.
final class ProjectReaders: Sendable {
  private final class Slot: Sendable {
    let reader = Mutex<(reader: ProjectReader, file: FileIdentity?)?>(nil)
  }

  private let path: String
  private let slots: [Slot]
  private let turn = Atomic(0)

  init(path: String, count: Int) {
    self.path = path
    slots = (0..<count).map { _ in Slot() }
  }

  /// Runs a closure on one snapshot of the file.
  ///
  /// - Throws: what the closure throws, and ``ProjectStoreError`` if the file cannot be read.
  func read<Result: Sendable>(
    _ body: @Sendable (ProjectReader) throws -> Result
  ) throws -> Result {
    for slot in slots {
      let result = try slot.reader.withLockIfAvailable { try Self.read(path, &$0, body) }
      if let result { return result }
    }
    let next = turn.wrappingAdd(1, ordering: .relaxed).oldValue
    let slot = slots[Int(next.magnitude % UInt(slots.count))]
    return try slot.reader.withLock { try Self.read(path, &$0, body) }
  }

  private static func read<Result: Sendable>(
    _ path: String, _ slot: inout (reader: ProjectReader, file: FileIdentity?)?,
    _ body: @Sendable (ProjectReader) throws -> Result
  ) throws -> Result {
    // A file that has replaced the old one, or a project that was empty, must be opened again.
    let file = FileIdentity(path)
    if let old = slot, old.file != file || old.reader.project.crs == nil { slot = nil }
    let reader = try slot?.reader ?? ProjectReader(path)
    do {
      let result = try reader.project.reading { try body(reader) }
      slot = (reader, file)
      return result
    } catch let error as ProjectStoreError {
      // Opening the file again recovers it from a writer that was killed.
      slot = nil
      throw error
    }
  }
}

/// The identity of a file, which differs from that of another file that has replaced it.
struct FileIdentity: Equatable {
  private let device: UInt
  private let number: UInt

  /// Reads the identity of the file at a path; `nil` if there is none.
  init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    device = status.st_dev
    number = status.st_ino
  }
}
