import FoundationEssentials
import Glibc
import NetworkModel
import ProjectStore
import TextFormats

/// Stores finished plans in a project; where that fails it writes them to a file, so that hours of
/// computing are not lost.
struct PlanStorage {
  private let project: Project
  /// Read before planning: later the project may be unreadable.
  private let origin: UnstoredPlans.Origin?

  /// Prepares for the plans of a project.
  init(_ project: Project) throws {
    self.project = project
    origin = project.crs == nil ? nil : try project.origin()
  }

  /// Stores all plans in one transaction.
  ///
  /// - Throws: ``OperationError/unstoredPlan(_:project:file:)`` where that fails.
  func store(_ plans: [Plan], reporting progress: some ProgressSink) throws {
    progress.report(.storing)
    do {
      try project.store(plans)
    } catch let error as ProjectStoreError {
      throw OperationError.unstoredPlan(
        error, project: project.path, file: origin.flatMap { kept(plans, of: $0) })
    }
  }

  /// Writes the plans beside the project, or else into the folder for temporary files.
  ///
  /// - Returns: the path; `nil` where neither is possible.
  private func kept(_ plans: [Plan], of origin: UnstoredPlans.Origin) -> String? {
    let unstored = UnstoredPlans(plans, of: origin)
    if let file = Self.write(unstored, as: project.path) { return file }
    // Others may write to that folder, but not to a new one of this user.
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/trasse-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { return nil }
    let own = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    if let file = Self.write(unstored, as: "\(own)/\(FileNames.name(of: project.path))") {
      return file
    }
    _ = unsafe rmdir(own)
    return nil
  }

  /// Writes plans to the first free name that begins with a path.
  private static func write(_ unstored: UnstoredPlans, as path: String) -> String? {
    for number in 1...999 {
      let file = path + ".unstored-plan" + (number > 1 ? "-\(number)" : "")
      var status = stat()
      if unsafe lstat(file, &status) == 0 { continue }
      do {
        try unstored.write(to: file)
        return file
      } catch FileSink.Failure.exists {
        continue
      } catch {
        return nil
      }
    }
    return nil
  }
}
