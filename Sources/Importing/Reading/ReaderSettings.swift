import FeatureStream
import Glibc

/// What the environment says about the program that reads files.
struct ReaderSettings {
  /// The variables that are read.
  enum Variable: String {
    /// The path of the program.
    case program = "TRASSE_READER"
    /// Its memory in GiB; 0 for no limit.
    case memory = "TRASSE_READER_MEMORY"
    /// Its processor time for one file in seconds.
    case seconds = "TRASSE_READER_SECONDS"
    /// Whether it may run where the kernel cannot restrict it: `yes`.
    case unconfined = "TRASSE_READER_UNCONFINED"

    /// The value, if it is set and not empty.
    var value: String? { ReaderSettings.environment(rawValue) }
  }

  /// The variables that the program inherits: where its libraries and their data are.
  private static let inherited = ["LD_LIBRARY_PATH", "PROJ_DATA", "PROJ_LIB"]

  /// Where the program is installed, from the folder of the running program.
  private static let places = ["trasse-reader", "../libexec/trasse/trasse-reader"]

  var allowsUnconfined: Bool { Variable.unconfined.value == "yes" }

  /// The limits for a file of a size in bytes.
  func limits(forFileOf size: UInt64) -> ReadLimits {
    var limits = ReadLimits(forFileOf: size)
    if let memory = Variable.memory.value.flatMap({ UInt64($0) }) {
      limits.memory = min(memory, 1 << 20) << 30
    }
    if let seconds = Variable.seconds.value.flatMap({ UInt64($0) }), seconds > 0 {
      limits.seconds = min(seconds, 1 << 30)
    }
    return limits
  }

  /// The folders with data of libraries that the user has named.
  var dataFolders: [String] {
    ["PROJ_DATA", "PROJ_LIB"].compactMap(Self.environment).flatMap {
      $0.split(separator: ":").map(String.init)
    }
  }

  /// The environment of the program: nothing of ours but the variables that name folders.
  var environment: [String] {
    Self.inherited.compactMap { name in Self.environment(name).map { "\(name)=\($0)" } }
      + ["PROJ_NETWORK=OFF"]
  }

  /// The path of the program; `nil` if it is not installed.
  var program: String? {
    if let named = Variable.program.value { return named }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let length = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe bytes.bindMemory(to: CChar.self).baseAddress.map {
        unsafe readlink("/proc/self/exe", $0, bytes.count)
      } ?? -1
    }
    guard length > 0 else { return nil }
    let running = String(decoding: buffer[..<length], as: UTF8.self)
    let folder = running.prefix(upTo: running.lastIndex(of: "/") ?? running.startIndex)
    return Self.places.map { "\(folder)/\($0)" }.first { unsafe access($0, X_OK) == 0 }
  }

  private static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }
}
