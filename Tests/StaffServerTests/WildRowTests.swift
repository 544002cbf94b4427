import Foundation
import GeoPackage
import HTTPServing
import NetworkModel
import ProjectStore
import StaffServer
import Synchronization
import TestSupport
import Testing

/// Rows with values that no program of ours writes: the server answers each request.
struct WildRowTests {
  private static let targets = [
    "/staff", "/staff/map", "/staff/map?a=base&b=base", "/staff/compare?a=base&b=base",
    "/staff/household?q=Marktgasse+1", "/staff/household?id=a0", "/staff/api/layers",
    "/staff/api/household?q=a0", "/staff/features/trench/t0?scenario=base",
    "/staff/features/drop/a0?scenario=base", "/staff/features/node/n0?scenario=base",
    "/staff/features/exception/a3?scenario=base", "/staff/features/conduit/c%3C1%3E",
    "/staff/features/address/a0", "/staff/tiles/trench/14/8503/5466.mvt?scenario=base",
    "/staff/tiles/trench/3/4/2.mvt?scenario=base", "/staff/tiles/address/18/136057/87465.mvt",
    "/staff/tiles/node/0/0/0.mvt?scenario=base", "/staff/tiles/conduit/16/34014/21866.mvt",
    "/staff/tiles/address/0/0/0.mvt",
  ]

  /// A geometry as SQL: the header of a GeoPackage, then well-known binary with two ordinates.
  private static func point(_ x: Double, _ y: Double) -> String {
    blob(type: 1, count: nil, [x, y])
  }

  private static func line(_ ordinates: Double...) -> String {
    blob(type: 2, count: ordinates.count / 2, ordinates)
  }

  private static func blob(type: UInt32, count: Int?, _ ordinates: [Double]) -> String {
    var bytes: [UInt8] = [0x47, 0x50, 0, 1, 0xE8, 0x64, 0, 0, 1]
    func add(_ number: some FixedWidthInteger) {
      for shift in stride(from: 0, to: number.bitWidth, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    add(type)
    if let count { add(UInt32(count)) }
    for ordinate in ordinates { add(ordinate.bitPattern) }
    return "X'\(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())'"
  }

  private static let edits = numbers + positions + damaged + others

  private static let numbers: [String] =
    ["9e999", "-1e300", "'x'", "9223372036854775807", "X'00'"]
    .flatMap { value -> [String] in
      [
        "UPDATE trench SET length_m = \(value)", "UPDATE trench SET cost_cents = \(value)",
        "UPDATE plan_drop SET length_m = \(value)", "UPDATE plan_drop SET cost_cents = \(value)",
        "UPDATE scenario SET cost_cents = \(value)",
        "UPDATE scenario SET lower_bound_cents = \(value)", "UPDATE scenario SET gap = \(value)",
        "UPDATE node SET capacity = \(value), used = \(value)",
        "UPDATE exception SET fix_cost_cents = \(value)",
        "UPDATE address SET dwellings = \(value)",
        "UPDATE conduit SET capacity = \(value), used = \(value)",
        "UPDATE status_subject SET events = \(value)",
        "UPDATE status_subject SET last_event = \(value), since = \(value)",
        "UPDATE status_head SET sequence = \(value)",
        "UPDATE status_event SET sequence = \(value) WHERE sequence = 2",
        "UPDATE trasse_project SET srs_id = \(value)",
      ]
    }

  private static let ordinates: [(Double, Double)] = [
    (.infinity, 0), (.nan, .nan), (1e300, -1e300), (1e25, 5e6), (-1e9, 1e9), (0, 1e8),
    (9e7, 9e7), (.greatestFiniteMagnitude, 0), (1e-300, 1e-300),
  ]

  private static let positions: [String] = ordinates.flatMap { x, y -> [String] in
    [
      "UPDATE address SET geometry = \(point(x, y)) WHERE id = 'a0'",
      "UPDATE node SET geometry = \(point(x, y))",
      "UPDATE exception SET geometry = \(point(x, y))",
      "UPDATE trench SET geometry = \(line(350_000, 5_685_000, x, y))",
      "UPDATE plan_drop SET geometry = \(line(x, y, 350_000, 5_685_000))",
      "UPDATE conduit SET geometry = \(line(x, y, y, x))",
    ]
  }

  private static let damaged: [String] =
    ["address", "node", "trench", "plan_drop", "conduit"].flatMap { table -> [String] in
      [
        "UPDATE \(table) SET geometry = X'4750'",
        "UPDATE \(table) SET geometry = substr(geometry, 1, length(geometry) - 3)",
        "UPDATE \(table) SET geometry = 'text'",
        "UPDATE \(table) SET geometry = \(blob(type: 2, count: 1 << 30, [0, 0]))",
      ]
    }

  private static let others: [String] = [
    "UPDATE trench SET kind = 'nonsense'", "UPDATE trench SET surface = X'FF'",
    "UPDATE node SET kind = ''", "DELETE FROM status_head", "DELETE FROM scenario",
    "INSERT INTO status_head (fid, sequence, hash) VALUES (2, 5, hex(randomblob(32)))",
    "UPDATE rtree_trench_geometry SET maxx = 9e999",
    "UPDATE rtree_address_geometry SET minx = -1e38, maxx = 1e38",
  ]

  @Test func `no value of a row ends the server, and the log names the layer`() throws {
    let town = try MadeUpProject()
    try Self.copy(town.path, Self.edits)
    var unnamed = 0
    var refused = 0
    for (number, edit) in Self.edits.enumerated() {
      let log = Mutex<[String]>([])
      var options = StaffService.Options()
      options.log = { line in log.withLock { $0.append(line) } }
      guard let service = try? StaffService(project: "\(town.path).\(number)", options) else {
        continue
      }
      let layer = edit.split(separator: " ")[1].replacing("plan_drop", with: "drop")
      for target in Self.targets where !target.contains(".mvt") || target.contains("/\(layer)/") {
        let answer = try service.send(
          .get, target, [("Authorization", "Bearer \(town.reader)")], body: "", client: nil)
        if answer.status.code == 500 { refused += 1 }
        if answer.status.code == 500, log.withLock({ $0.isEmpty }) { unnamed += 1 }
        #expect(
          [200, 204, 404, 500].contains(answer.status.code), "\(edit), \(target): \(answer.status)")
      }
    }
    #expect(unnamed == 0 && refused > 200, "\(refused)")
  }

  /// Makes a copy of the project for each edit and changes it, as a program without the conditions
  /// and the triggers of the schema can.
  private static func copy(_ path: String, _ edits: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let program = """
      import shutil, sqlite3, sys
      path = sys.argv[1]
      for number, edit in enumerate(sys.stdin.read().splitlines()):
          copy = f"{path}.{number}"
          shutil.copy2(path, copy)
          shutil.copy2(path + ".private", copy + ".private")
          file = sqlite3.connect(copy, isolation_level=None)
          for name, in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
              file.execute(f'DROP TRIGGER "{name}"')
          file.execute("PRAGMA ignore_check_constraints = ON")
          file.execute("PRAGMA foreign_keys = OFF")
          try:
              file.execute(edit)
          except sqlite3.IntegrityError:
              pass
          file.close()
      """
    process.arguments = ["python3", "-c", program, path]
    let input = Pipe()
    process.standardInput = input
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(edits.joined(separator: "\n").utf8))
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
