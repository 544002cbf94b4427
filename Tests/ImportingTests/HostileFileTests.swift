import FeatureStream
import Foundation
import GeoPackage
import NetworkModel
import ProjectStore
import TestSupport
import Testing

import Importing

/// Files that make a driver read another file, write one, open a connection, or need too much.
struct HostileFileTests {
  let folder: TemporaryFolder
  let project: Project

  init() throws {
    folder = try TemporaryFolder()
    project = try Project.create(at: folder.path("test.gpkg"), crs: nil)
  }

  /// The fault of an import, which must leave the project as it was and the folder without new
  /// files.
  private func fault(_ path: String, role: ImportRole? = .address) throws -> ImportError.Fault? {
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    var options = Importer.Options()
    options.role = role
    var fault: ImportError.Fault?
    do {
      _ = try Importer(project, options: options).run([path])
    } catch let error as ImportError {
      fault = error.fault
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == before)
    return fault
  }

  private func virtualSource(_ content: String) -> String {
    """
    <OGRVRTDataSource><OGRVRTLayer name="addresses">\(content)<GeometryType>wkbPoint</GeometryType>
    <LayerSRS>EPSG:4326</LayerSRS><GeometryField encoding="WKT" field="WKT"/></OGRVRTLayer>
    </OGRVRTDataSource>
    """
  }

  @Test(arguments: [
    "conduits.geojson", "a.json", "a.csv", "a.shp", "a.gml", "a.xml", "a.kml", "a.gpkg", "a.sqlite",
    "a.unknown", "a.vrt", "noextension", "a.osm", "a.pbf",
  ])
  func `a file that names another one does not bring its content`(name: String) throws {
    let secret = try folder.write(
      "WKT,street,house_number\n\"POINT(6.85 51.3)\",Secret,1\n", to: "secret.csv")
    let path = try folder.write(
      virtualSource("<SrcDataSource>\(secret)</SrcDataSource><SrcLayer>secret</SrcLayer>"),
      to: name)
    #expect(try fault(path) != nil)
    #expect(try project.addresses().isEmpty)
  }

  @Test func `a statement in a file writes no other file`() throws {
    let copy = folder.path("copy.db")
    let path = try folder.write(
      virtualSource(
        "<SrcDataSource>\(project.path)</SrcDataSource><SrcSQL>VACUUM INTO '\(copy)'</SrcSQL>"),
      to: "a.geojson")
    #expect(try fault(path) != nil)
    #expect(!FileManager.default.fileExists(atPath: copy))
  }

  @Test func `no file opens a connection`() throws {
    let listener = try Listener()
    let url = "http://127.0.0.1:\(listener.port)/x"
    let point = #"{"type":"Point","coordinates":[6.85,51.3]}"#
    let home =
      #"{"type":"Feature","properties":{"street":"A","house_number":"1"},"geometry":\#(point)}"#
    let files = [
      "link.geojson": #"{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":""#
        + url + #"","type":"ogcwkt"}},"features":["# + home + "]}",
      "service.xml": "<OGRWFSDataSource><URL>\(url)</URL></OGRWFSDataSource>",
      "source.csv": virtualSource("<SrcDataSource>/vsicurl/\(url)</SrcDataSource>"),
      "schema.gml": """
      <wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" \
      xmlns:gml="http://www.opengis.net/gml" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:a="\(url)" \
      xsi:schemaLocation="\(url) \(url)?SERVICE=WFS&amp;VERSION=1.1.0&amp;REQUEST=DescribeFeatureType\
      &amp;TYPENAME=a:b"><gml:featureMember><a:b><a:street>A</a:street></a:b></gml:featureMember>
      </wfs:FeatureCollection>
      """,
      "network.kml": "<kml><NetworkLink><Link><href>\(url)</href></Link></NetworkLink></kml>",
    ]
    for (name, text) in files { _ = try fault(try folder.write(text, to: name)) }
    #expect(!listener.wasAsked)
  }

  @Test func `a small file that unpacks to ten gigabytes is refused at once`() throws {
    let start = "QlpoOTFBWSZTWYsSGO8AAAMZgFABQQcCI5kAIAAihptQyPIUwAE0jYDjkslYn5WlQu5IpwoSEWJDHeA="
    // 100 MiB of blanks.
    let blanks =
      "QlpoOTFBWSZTWbUiZb8BX44QAMAAAAggADCATUZCoCWpCoCXMUFZJlNZtSJlvwFfjhAAwAAACCAAMIBNRkKgJakK"
      + "gJcxQVkmU1kGgnYGAGQGFADAABAAAAggADDMBSmmKARbEoBF4u5IpwoSFwnlcOA="
    var bytes = try #require(Data(base64Encoded: start))
    let part = try #require(Data(base64Encoded: blanks))
    for _ in 0..<100 { bytes += part }
    let path = folder.path("a.osm.bz2")
    try bytes.write(to: URL(fileURLWithPath: path))
    let limit = ReadLimits(forFileOf: UInt64(bytes.count)).content
    #expect(try fault(path) == .file(.reading(.content(bytes: limit))))
  }

  @Test func `a packed file that is cut short is damaged`() throws {
    let start = "QlpoOTFBWSZTWYsSGO8AAAMZgFABQQcCI5kAIAAihptQyPIUwAE0jYDjkslYn5WlQu5IpwoSEWJDHeA="
    let bytes = try #require(Data(base64Encoded: start))
    let path = folder.path("a.osm.bz2")
    try bytes.dropLast(5).write(to: URL(fileURLWithPath: path))
    guard case .file(.damaged)? = try fault(path) else {
      Issue.record("not damaged")
      return
    }
  }

  @Test func `a query without an end meets the limit of time`() throws {
    let path = folder.path("view.sqlite")
    try Connection(path: path, mode: .create).execute(
      """
      CREATE VIEW addresses AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
      SELECT i AS id, 'A' AS street, '1' AS house_number FROM n WHERE i < 0
      """)
    // A sanitizer reserves more memory than any limit of the program allows.
    let limits = ReadLimits(memory: 0, seconds: 1, temporaryFile: 1 << 20, content: 1 << 20)
    do {
      let file = try VectorFile(path: path, name: "view.sqlite", limits: limits)
      try file.forEach { _ in }
      Issue.record("no limit")
    } catch let error as ImportError {
      #expect(error.fault == .file(.reading(.processorTime(seconds: 1))))
    }
  }

  @Test func `a query that returns features without an end meets the limit of content`() throws {
    let path = folder.path("view.sqlite")
    try Connection(path: path, mode: .create).execute(
      """
      CREATE VIEW addresses AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
      SELECT i AS id, 'A' AS street, '1' AS house_number FROM n
      """)
    let limits = ReadLimits(memory: 0, seconds: 60, temporaryFile: 1 << 20, content: 1 << 20)
    do {
      let file = try VectorFile(path: path, name: "view.sqlite", limits: limits)
      try file.forEach { _ in }
      Issue.record("no limit")
    } catch let error as ImportError {
      #expect(error.fault == .file(.reading(.content(bytes: 1 << 20))))
    }
  }

  @Test func `a value that needs too much memory is a fault of the file`() throws {
    let path = folder.path("view.sqlite")
    try Connection(path: path, mode: .create).execute(
      "CREATE VIEW addresses AS SELECT 1 AS id, hex(zeroblob(400000000)) AS street")
    let limits = ReadLimits(memory: 1 << 28, seconds: 60, temporaryFile: 1 << 20, content: 1 << 20)
    var longest = 0
    do {
      let file = try VectorFile(path: path, name: "view.sqlite", limits: limits)
      try file.forEach { longest = max(longest, $0.values.map { $0?.utf8.count ?? 0 }.max() ?? 0) }
    } catch let error as ImportError {
      guard case .file = error.fault else {
        Issue.record("\(error)")
        return
      }
    }
    #expect(longest < 2 << 20)
  }

  @Test func `a folder, a pipe and a path of GDAL are refused`() throws {
    #expect(try fault(folder.url.path) == .file(.noFile))
    let pipe = folder.path("pipe.geojson")
    let isMade = unsafe mkfifo(pipe, 0o600) == 0
    #expect(isMade)
    #expect(try fault(pipe) == .file(.noFile))
    for path in ["/vsicurl/http://127.0.0.1/a.geojson", "/vsizip/a.zip/a.geojson", "WFS:a"] {
      #expect(try fault(path) == .file(.missing))
    }
  }

  @Test func `a link beside a shapefile is not followed`() throws {
    _ = try folder.write("not for others", to: "secret.txt")
    let path = try folder.write("", to: "homes.shp")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("homes.dbf"), withDestinationPath: folder.path("secret.txt"))
    _ = try folder.write("", to: "homes.shx")
    let sideFiles = try SourceFile(path, name: "homes.shp").sideFiles
    #expect(sideFiles.map { URL(fileURLWithPath: $0).lastPathComponent } == ["homes.shx"])
  }
}

/// A server on this machine that only notices whether somebody connects.
private struct Listener {
  let socket: Int32
  let port: UInt16

  init() throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = socket
    let isReady = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe bind(socket, pointer, length) == 0 && listen(socket, 5) == 0
          && getsockname(socket, pointer, &length) == 0
      }
    }
    try #require(isReady)
    port = UInt16(bigEndian: address.sin_port)
  }

  /// Whether a connection was made since the start.
  var wasAsked: Bool {
    let connection = accept(socket, nil, nil)
    if connection >= 0 { close(connection) }
    return connection >= 0
  }
}
