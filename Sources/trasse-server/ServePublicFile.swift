import CommandLineKit
import Foundation
import HTTPServing
import LookupServer
import PublicProjection

/// Serves a public file until a signal ends it.
struct ServePublicFile: Command {
  static let declaration = CommandDeclaration(
    name: "trasse-server",
    summary: "trasse-server answers whether fibre is available at an address, from a public file.",
    positionals: [
      .init(
        name: "PUBLIC.db", kind: .file,
        help: "a file written by `trasse publish`; it is read again when it changes")
    ],
    options: [
      .init(name: "--bind", value: "ADDRESS", help: "where to listen (default 127.0.0.1)"),
      .init(name: "--port", value: "PORT", help: "the port (default 8080; 0 for a free one)"),
      .init(
        name: "--config", value: "FILE", kind: .file,
        help: "provider, colours, map, limits: docs/server.md"),
      .init(
        name: "--behind-proxy", help: "trust the address of the client that the proxy reports"),
      .init(
        name: "--threads", value: "N",
        help: "number of threads (default: one for each processor, at most 8)"),
      .init(name: "--version", help: "print the version"),
    ],
    common: [CommandDeclaration.help],
    notes: "SIGTERM answers the pending requests and ends; SIGHUP reads FILE and PUBLIC.db again.",
    example: "trasse-server ratingen.db --config komm.json --behind-proxy")

  private let file: String
  private let address: String
  private let port: UInt16
  private let threads: Int
  private let isBehindProxy: Bool
  private let configurationFile: String?

  init(_ arguments: Arguments) throws {
    file = arguments.positional(0)
    address = arguments.value("--bind") ?? "127.0.0.1"
    port = UInt16(try arguments.wholeNumber("--port", in: 0...65535) ?? 8080)
    threads =
      try arguments.wholeNumber("--threads", in: 1...64)
      ?? min(8, max(1, ProcessInfo.processInfo.activeProcessorCount))
    isBehindProxy = arguments.isSet("--behind-proxy")
    configurationFile = arguments.value("--config")
  }

  func run() throws {
    let configuration = try configuration()
    let service = try LookupService(try PublicData(path: file), configuration)
    var limits = HTTPServer.Limits()
    if isBehindProxy { limits.connectionsPerAddress = 0 }
    let listener =
      try Listener(environment: ProcessInfo.processInfo.environment)
      ?? Listener(address: address, port: port)
    let server = try HTTPServer(
      listener, threads: threads, limits: limits,
      proxy: isBehindProxy ? configuration.proxyHeader : nil, responder: service)
    report("serving \(file) at \(address), port \(listener.port)")
    var served = FileState(file)
    while true {
      switch Signals.wait(milliseconds: 500) {
      case SIGTERM, SIGINT:
        report("draining")
        server.drain(within: 10)
        return
      case SIGHUP:
        reload(service)
        served = nil
      default: break
      }
      server.closeLateConnections()
      if let present = FileState(file), present != served {
        served = present
        replaceData(of: service)
      }
    }
  }

  /// What the operator sets; the defaults without a file.
  private func configuration() throws(Configuration.Fault) -> Configuration {
    guard let configurationFile else { return Configuration() }
    return try Configuration(file: configurationFile)
  }

  private func reload(_ service: LookupService) {
    do {
      try service.replace(configuration: try configuration())
      report("the configuration was read again")
    } catch {
      report("the old configuration is kept: \(Self.text(error))")
    }
  }

  private func replaceData(of service: LookupService) {
    do {
      try service.replace(data: try PublicData(path: file))
      report("a new public file is served")
    } catch {
      report("the old public file is kept: \(Self.text(error))")
    }
  }

  private static func text(_ error: any Error) -> String {
    (error as? any ExplainedError)?.failure.text ?? "\(error)"
  }

  private func report(_ message: String) { TrasseServer.program.report(message) }
}
