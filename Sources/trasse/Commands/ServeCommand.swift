import CommandLineKit
import Foundation
import HTTPServing
import NetworkModel
import ProjectStore
import StaffServer
import WebPages

/// `trasse serve`: serves the engineers' view of a project to the bearers of its tokens.
struct ServeCommand: Command {
  static let declaration = CommandDeclaration(
    name: "serve", summary: "serves the engineers' view of a project, at /staff",
    positionals: [
      .init(
        name: "PROJECT", kind: .file,
        help: "the project file; other processes can write it meanwhile")
    ],
    options: [
      .init(
        name: "--address", value: "ADDRESS", help: "where to listen (default 127.0.0.1)"),
      .init(name: "--port", value: "PORT", help: "the port (default 8081; 0 for a free one)"),
      .init(
        name: "--map", value: "FOLDER", kind: .folder,
        help: "MapLibre GL JS, as `scripts/setup --map FOLDER` installs it (default: no map)"),
      .init(
        name: "--behind-proxy", value: nil,
        help: "a proxy terminates TLS and reports the client in X-Forwarded-For"),
      .init(
        name: "--threads", value: "N",
        help: "number of threads (default: one for each processor, at most 8)"),
      SharedOptions.wait,
    ],
    example: "trasse serve ratingen.gpkg --map /usr/local/share/maplibre")

  private let path: String
  private let address: String
  private let port: UInt16
  private let mapFolder: String?
  private let isBehindProxy: Bool
  private let threads: Int
  private let wait: Double

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    address = arguments.value("--address") ?? "127.0.0.1"
    port = UInt16(try arguments.wholeNumber("--port", in: 0...65535) ?? 8081)
    mapFolder = arguments.value("--map")
    isBehindProxy = arguments.isSet("--behind-proxy")
    threads =
      try arguments.threads() ?? min(8, max(1, ProcessInfo.processInfo.activeProcessorCount))
    wait = try arguments.wait().seconds
  }

  func run() throws {
    // Before there is a second thread: the signals are waited for.
    Signals.block()
    var options = StaffService.Options()
    options.map = mapFolder.map(MapLibrary.init(folder:))
    options.isBehindTLS = isBehindProxy
    options.readers = threads
    options.wait = wait
    options.log = { Trasse.program.report($0) }
    let service: StaffService
    let listener: Listener
    let server: HTTPServer
    do {
      service = try StaffService(project: path, options)
      listener = try Listener(address: address, port: port)
      var limits = HTTPServer.Limits()
      if isBehindProxy { limits.connectionsPerAddress = 0 }
      server = try HTTPServer(
        listener, threads: threads, limits: limits,
        proxy: isBehindProxy ? .xForwardedFor : nil, responder: service)
    } catch let fault as CheckedFile.Fault {
      throw Failure(fault)
    } catch let failure as Listener.Failure {
      throw Failure(failure)
    } catch is HTTPServer.StartFailure {
      throw Failure(
        .unavailable, "the server cannot start its threads", fix: "raise the limits of the system")
    }
    Trasse.program.report("serving \(path) at http://\(address):\(listener.port)/staff")
    while true {
      switch Signals.wait(milliseconds: 500) {
      case SIGTERM, SIGINT:
        Trasse.program.report("draining")
        server.drain(within: 10)
        return
      default: server.closeLateConnections()
      }
    }
  }
}
