import GeoPackage
import Geospatial
public import NetworkModel
import TextFormats

/// Finished plans that could not be stored in their project, which a file of their own can keep.
///
/// The file has the tables of a project, with rows in those of the plans alone, the id of the
/// project, and an application id of its own, so that no command takes it for a project.
public struct UnstoredPlans: Sendable {
  static let applicationID: Int64 = 0x5452_5550

  /// What a plan belongs to, read before it is made, since the project may be unreadable later.
  public struct Origin: Sendable {
    let projectID: String
    let crs: CoordinateReferenceSystem
  }

  /// The plans.
  public let plans: [Plan]
  private let origin: Origin
  /// The path of the file they were read from.
  private let file: String?

  /// Describes plans that could not be stored.
  public init(_ plans: [Plan], of origin: Origin) {
    self.plans = plans
    self.origin = origin
    file = nil
  }

  /// Writes the plans to a new file, which appears under its name when it is complete.
  ///
  /// - Throws: `FileSink.Failure` or ``ProjectStoreError`` where it cannot be written, or a file of
  ///   that name exists.
  public func write(to path: String) throws {
    let output = try OutputFile(OutputDestination(path), as: .database)
    guard let temporary = output.temporary else {
      preconditionFailure("a database has a temporary name")
    }
    do {
      let connection = try Connection(path: temporary, mode: .create)
      let project = Project(path: path, connection: connection)
      try connection.writing {
        try connection.createGeoPackage([try SpatialReference.of(code: 4326)])
        try project.establish(origin.crs, as: origin.projectID)
        for plan in plans { try project.replace(plan) }
        try connection.execute("PRAGMA application_id = 0x54525550")
      }
    } catch {
      throw Project.explain(error, path)
    }
    try output.finish(.kept)
  }

  /// Reads plans from a file that ``write(to:)`` made, with the checks of every row of a project.
  ///
  /// - Throws: ``ProjectStoreError`` where it is another file, or a row cannot be read.
  public init(file path: String) throws {
    switch FileKind(atPath: path) {
    case .missing: throw ProjectStoreError(.planFile(.missing), path)
    case .regular: break
    default: throw ProjectStoreError(.planFile(.notPlanFile), path)
    }
    let project: Project
    do {
      project = try Project(
        opening: path, readOnly: true, wait: 5, applicationID: Self.applicationID)
      try project.readDescription()
    } catch let error as ProjectStoreError where error.isOfOtherKind {
      throw ProjectStoreError(.planFile(.notPlanFile), path)
    }
    (plans, origin) = try project.reading {
      (try project.scenarios().map { try project.plan(scenario: $0.name) }, try project.origin())
    }
    file = path
    guard !plans.isEmpty else { throw ProjectStoreError(.planFile(.notPlanFile), path) }
  }

  /// Requires that the plans were made from what a project contains now.
  func requireFit(to project: Project) throws {
    let current = try project.origin()
    let place = file ?? project.path
    guard origin.projectID == current.projectID, origin.crs.code == current.crs.code else {
      throw ProjectStoreError(.planFile(.ofOtherProject), place)
    }
    let digests = try project.inputDigests()
    var changed: Set<String> = []
    for planned in plans.map(\.scenario.inputDigests) where planned != digests {
      changed.formUnion(
        Set(planned.keys).union(digests.keys).filter { planned[$0] != digests[$0] })
    }
    guard changed.isEmpty else {
      throw ProjectStoreError(.planFile(.outdated(layers: changed.sorted())), place)
    }
  }
}

extension Project {
  /// What plans made from this project belong to.
  ///
  /// - Throws: ``ProjectStoreError`` before the project has a CRS.
  public func origin() throws -> UnstoredPlans.Origin {
    guard let crs, let projectID = try explaining({ try projectID() }) else { throw isEmpty() }
    return UnstoredPlans.Origin(projectID: projectID, crs: crs)
  }

  /// Stores plans of a file in place of earlier ones of the same names, in one transaction.
  ///
  /// - Throws: ``ProjectStoreError`` where they belong to another project, or were made from inputs
  ///   that have changed since.
  public func store(_ unstored: UnstoredPlans) throws {
    try writing {
      try unstored.requireFit(to: self)
      for plan in unstored.plans { try replace(plan) }
    }
  }
}

extension ProjectStoreError {
  /// Whether a file is not a project, or of another kind.
  fileprivate var isOfOtherKind: Bool {
    switch fault {
    case .file(.notRegularFile), .file(.emptyFile), .file(.notDatabase), .file(.notGeoPackage),
      .file(.notProject):
      true
    default: false
    }
  }
}
