import Foundation
import HTTPServing
import LookupServer
import PublicProjection

/// The public service as a program: reads its call, listens, and waits for signals.
@main
struct TrasseServer {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    Signals.block()
    do {
      let call = try Call(Array(CommandLine.arguments.dropFirst()))
      if call.wantsHelp { return print(Call.help, terminator: "") }
      if call.wantsVersion { return print("trasse-server \(Call.version)") }
      try run(call)
    } catch {
      say("\(error)")
      exit(status(of: error))
    }
  }

  private static func run(_ call: Call) throws {
    var configuration = try call.configuration()
    let service = try LookupService(try PublicData(path: call.file), configuration)
    var limits = HTTPServer.Limits()
    if call.isBehindProxy { limits.connectionsPerAddress = 0 }
    let listener =
      try Listener(environment: ProcessInfo.processInfo.environment)
      ?? Listener(address: call.address, port: call.port)
    let server = try HTTPServer(
      listener, threads: call.threads, limits: limits,
      proxy: call.isBehindProxy ? configuration.proxyHeader : nil, responder: service)
    say("serving \(call.file) at \(call.address), port \(listener.port)")

    var file = FileState(call.file)
    while true {
      switch Signals.wait(milliseconds: 500) {
      case SIGTERM, SIGINT:
        say("draining")
        server.drain(within: 10)
        return
      case SIGHUP:
        do {
          configuration = try call.configuration()
          try service.replace(configuration: configuration)
          say("the configuration is read anew")
        } catch {
          say("the old configuration stays: \(error)")
        }
        file = nil
      default: break
      }
      server.closeLateConnections()
      let present = FileState(call.file)
      if let present, present != file {
        file = present
        do {
          try service.replace(data: try PublicData(path: call.file))
          say("a new public file is served")
        } catch {
          say("the old public file stays: \(error)")
        }
      }
    }
  }

  private static func status(of error: any Error) -> Int32 {
    switch error {
    case is Call.UsageError: 64
    case let error as PublicDataError:
      switch error.category {
      case .badData: 65
      case .noInput: 66
      case .cannotCreate: 73
      case .inputOutput: 74
      }
    case is Configuration.Fault: 65
    case is Listener.Failure, is HTTPServer.StartFailure: 69
    default: 70
    }
  }

  private static func say(_ message: String) {
    FileHandle.standardError.write(Data("trasse-server: \(message)\n".utf8))
  }
}
