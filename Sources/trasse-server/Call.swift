import Foundation
import LookupServer

/// The words that the program is called with.
struct Call {
  /// A call that makes no sense: exit status 64.
  struct UsageError: Error, CustomStringConvertible {
    let description: String
  }

  static let version = "0.1.0"

  static let help = """
    trasse-server answers "can I get fibre?" from a public file, and from nothing else.

    Usage: trasse-server PUBLIC.db [options]

      PUBLIC.db          the file that `trasse publish` writes; a new one is picked up as it comes
      --bind ADDRESS     where to listen (default 127.0.0.1)
      --port PORT        the port (default 8080; 0 for a free one)
      --config FILE      who answers, colours, map, limits: docs/server.md
      --behind-proxy     believe the proxy who asks
      --threads N        how many loops (default: one for each processor, at most 8)
      --version          prints the version

    SIGTERM answers what has been asked and ends; SIGHUP reads FILE and PUBLIC.db anew.

    Example:
      trasse-server ratingen.db --config komm.json --behind-proxy

    """

  private(set) var file = ""
  private(set) var address = "127.0.0.1"
  private(set) var port: UInt16 = 8080
  private(set) var threads = min(8, max(1, ProcessInfo.processInfo.activeProcessorCount))
  private(set) var isBehindProxy = false
  private(set) var wantsHelp = false
  private(set) var wantsVersion = false
  private var configurationFile: String?

  /// Reads the words of a call.
  init(_ words: [String]) throws(UsageError) {
    var rest = words[...]
    func value(_ name: String) throws(UsageError) -> String {
      guard let value = rest.popFirst() else {
        throw UsageError(description: "\(name) needs a value: see --help")
      }
      return value
    }
    while let word = rest.popFirst() {
      switch word {
      case "--help", "-h": wantsHelp = true
      case "--version": wantsVersion = true
      case "--behind-proxy": isBehindProxy = true
      case "--bind": address = try value(word)
      case "--config": configurationFile = try value(word)
      case "--port":
        guard let number = UInt16(try value(word)) else {
          throw UsageError(description: "--port takes a whole number from 0 to 65535")
        }
        port = number
      case "--threads":
        guard let number = Int(try value(word)), (1...64).contains(number) else {
          throw UsageError(description: "--threads takes a whole number from 1 to 64")
        }
        threads = number
      case _ where word.hasPrefix("-"):
        throw UsageError(description: "unknown option \(word): see --help")
      case _ where file.isEmpty: file = word
      default: throw UsageError(description: "\(word) is one word too many: see --help")
      }
    }
    if file.isEmpty && !wantsHelp && !wantsVersion {
      throw UsageError(description: "PUBLIC.db is missing: see --help")
    }
  }

  /// What the operator sets; the defaults without a file.
  func configuration() throws(Configuration.Fault) -> Configuration {
    guard let configurationFile else { return Configuration() }
    return try Configuration(file: configurationFile)
  }
}
