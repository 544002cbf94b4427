import CSandbox
import FeatureStream
import Glibc

/// What the process may do from now on: read the files of the request and the data of the system,
/// write in its temporary folder, and nothing else; no network, no other program.
struct Sandbox {
  /// The folders and files of the system that GDAL, PROJ and the C library read at run time.
  private static let system = [
    "/usr/lib", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache", "/usr/share/proj",
    "/usr/local/share/proj", "/usr/share/gdal", "/usr/local/share/gdal",
  ]

  private let request: ReadRequest

  init(_ request: ReadRequest) {
    self.request = request
  }

  /// Applies every restriction.
  ///
  /// - Returns: whether the kernel has accepted all of them.
  func confine() -> Bool {
    _ = trasse_end_with_parent()
    trasse_close_from(3)
    limitResources()
    guard trasse_give_up_privileges() == 0 else { return false }
    let isConfined = confineFiles()
    return trasse_refuse_calls() == 0 && isConfined
  }

  private func limitResources() {
    let limits = request.limits
    if limits.memory > 0 {
      _ = trasse_limit(Int32(bitPattern: RLIMIT_DATA.rawValue), limits.memory, limits.memory)
      // Libraries and files that are mapped come on top.
      let space = limits.memory + (4 << 30)
      _ = trasse_limit(Int32(bitPattern: RLIMIT_AS.rawValue), space, space)
    }
    _ = trasse_limit(
      Int32(bitPattern: RLIMIT_CPU.rawValue), limits.seconds, limits.seconds + 5)
    _ = trasse_limit(
      Int32(bitPattern: RLIMIT_FSIZE.rawValue), limits.temporaryFile, limits.temporaryFile)
    _ = trasse_limit(Int32(bitPattern: RLIMIT_NOFILE.rawValue), 64, 64)
    _ = trasse_limit(Int32(bitPattern: RLIMIT_CORE.rawValue), 0, 0)
  }

  // MARK: Landlock

  /// The rights of Landlock (linux/landlock.h).
  private enum Right {
    static let writeFile: UInt64 = 1 << 1
    static let readFile: UInt64 = 1 << 2
    static let readFolder: UInt64 = 1 << 3
    static let removeFile: UInt64 = 1 << 5
    static let makeFile: UInt64 = 1 << 8
    /// Since version 3.
    static let truncate: UInt64 = 1 << 14

    /// Everything that a version can restrict.
    static func all(version: Int32) -> UInt64 {
      let bits =
        switch version {
        case ..<2: 13
        case 2: 14
        case 3, 4: 15
        default: 16
        }
      return (1 << bits) - 1
    }
  }

  private func confineFiles() -> Bool {
    let version = trasse_landlock_version()
    guard version >= 1 else { return false }
    let handled = Right.all(version: version)
    let rules = trasse_landlock_create(
      trasse_landlock_rights(
        files: handled, network: version >= 4 ? 3 : 0, scopes: version >= 6 ? 3 : 0), version)
    guard rules >= 0 else { return false }
    defer { close(rules) }
    let read = Right.readFile | Right.readFolder
    for path in Self.system + request.readable + [request.path] {
      // A folder of the system that does not exist grants nothing.
      _ = unsafe trasse_landlock_allow(rules, path, read, Right.readFile)
    }
    let write = Right.readFile | Right.writeFile | Right.removeFile | Right.makeFile
    _ = unsafe trasse_landlock_allow(
      rules, request.temporaryFolder, (write | Right.truncate) & handled, 0)
    return trasse_landlock_restrict(rules) == 0
  }
}
