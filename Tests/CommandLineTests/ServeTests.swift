import Foundation
import FoundationNetworking
import GeoPackage
import TestSupport
import Testing

/// `trasse token` and `trasse serve` as an operator meets them.
struct ServeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func town() throws {
    _ = try folder.write(
      """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"a1",
      "street":"Marktgasse","house_number":"1","dwellings":2},
      "geometry":{"type":"Point","coordinates":[6.85,51.3]}}]}
      """, to: "addresses.geojson")
    #expect(try run("new", "town.gpkg", "--crs", "EPSG:25832").status == 0)
    #expect(
      try run("import", "town.gpkg", "addresses.geojson", "--as", "address", "--quiet").status == 0)
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  private func token(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["token", "town.gpkg"] + arguments, in: folder)
  }

  @Test(arguments: ["serve", "token add", "token list", "token revoke"])
  func `each explains itself with an example`(name: String) throws {
    let words = name.split(separator: " ").map(String.init)
    let help = try Program.run(["help"] + words)
    #expect(help.status == 0 && help.output.contains("Example:"))
    let file = "help-\(words.joined(separator: "-")).txt"
    #expect(try !Golden.differs(help.output, from: file))
    #expect(try Program.run(["help"]).output.contains("  \(words[0]) "))
  }

  @Test func `a token is printed once, listed without its secret, and taken back`() throws {
    try town()
    let made = try token("add", "crew 4", "--scope", "status", "--expires", "31.12.2099")
    #expect(made.status == 0)
    let secret = made.output.trimmingCharacters(in: .newlines)
    #expect(secret.wholeMatch(of: /trasse_[A-Za-z0-9_-]{43}/) != nil, "\(made.output)")
    #expect(!made.errors.contains(secret) && made.errors.contains("2099-12-31T23:59:59Z"))
    let json = try token("add", "reader", "--format", "json")
    #expect(
      json.output.contains("\"scope\": \"read\"") && json.output.contains("\"token\": \"trasse_"))
    let list = try token("list")
    #expect(list.output.contains("crew 4") && list.output.contains("valid"))
    #expect(!list.output.contains("trasse_"))
    #expect(try token("revoke", "crew 4").output == "crew 4: revoked\n")
    let after = try token("list", "--format", "json").output
    #expect(after.contains("\"state\": \"revoked\"") && after.contains("\"state\": \"valid\""))
    let export = try run("export", "town.gpkg", "access_token")
    #expect(export.status == 64, "\(export.errors)")
    let file = try String(contentsOfFile: folder.path("town.gpkg"), encoding: .isoLatin1)
    #expect(!file.contains(secret.dropFirst(7)))
  }

  @Test func `wrong usage ends with the right status and word`() throws {
    try town()
    _ = try token("add", "crew 4")
    let cases: [([String], Int32, String)] = [
      (["token", "town.gpkg", "ad", "x"], 64, "did you mean add?"),
      (["token", "town.gpkg", "add"], 64, "NAME"),
      (["token", "town.gpkg", "add", "x", "--scope", "all"], 64, "choose read or status"),
      (["token", "town.gpkg", "add", "x", "--expires", "soon"], 64, "is not a time"),
      (["token", "town.gpkg", "add", "x", "--expires", "0d"], 64, "is not a time"),
      (["token", "town.gpkg", "add", "x", "--expires", "2001-01-01"], 64, "is past"),
      (["token", "town.gpkg", "add", "crew 4"], 64, "there is or was a token crew 4"),
      (["token", "town.gpkg", "add", " x"], 64, "one line of at most 64 letters"),
      (["token", "town.gpkg", "revoke", "x"], 66, "choose from crew 4"),
      (["token", "none.gpkg", "list"], 66, "there is no such project"),
      (["serve", "none.gpkg"], 66, "there is no such project"),
      (["serve", "town.gpkg", "--port", "x"], 64, "--port takes"),
      (["serve", "town.gpkg", "--map", "/nowhere"], 65, "scripts/setup --map"),
      (["serve", "town.gpkg", "--address", "203.0.113.7"], 69, "cannot listen at 203.0.113.7"),
      (["serve", "town.gpkg", "--bind", "::1"], 64, "unknown option --bind"),
    ]
    for (arguments, status, words) in cases {
      let outcome = try Program.run(arguments, in: folder)
      #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
      #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
    }
    _ = try folder.write("another library", to: "maplibre-gl.js")
    let map = try run("serve", "town.gpkg", "--map", ".")
    #expect(map.status == 65 && map.errors.contains("another SHA-256"))
  }

  @Test func `it serves until it is asked to end, and says nothing of its bearers`() throws {
    try town()
    let secret = try token("add", "crew 4").output.trimmingCharacters(in: .newlines)
    let process = Process()
    process.executableURL = Program.url
    process.arguments = ["serve", "town.gpkg", "--port", "0"]
    process.currentDirectoryURL = folder.url
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    var said = ""
    while !said.contains("/staff\n") {
      let more = errors.fileHandleForReading.availableData
      if more.isEmpty { break }
      said += String(decoding: more, as: UTF8.self)
    }
    let address = try #require(said.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)).0
    let health = try String(
      contentsOf: try #require(URL(string: "\(address)/healthz")), encoding: .utf8)
    #expect(health == "ok\n")
    process.terminate()
    said += String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    #expect(said.contains("draining") && !said.contains(secret))
  }
}
