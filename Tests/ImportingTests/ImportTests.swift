import AddressSearch
import Exporting
import Foundation
import Geospatial
import Importing
import NetworkModel
import ProjectStore
import TestSupport
import Testing

/// Files into a project: counts, duplicates, re-imports, and everything that can be wrong with a
/// file.
struct ImportTests {
  let folder: TemporaryFolder
  let project: Project

  init() throws {
    folder = try TemporaryFolder()
    project = try Project.create(at: folder.path("test.gpkg"), crs: nil)
  }

  func load(
    _ paths: String..., change: (inout Importer.Options) -> Void = { _ in }
  ) throws -> ImportReport {
    var options = Importer.Options()
    change(&options)
    return try Importer(project, options: options).run(paths)
  }

  /// One feature after the other as a GeoJSON file.
  func geojson(_ name: String, _ features: [String], crs: String? = nil) throws -> String {
    let head = crs.map {
      "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::\($0)\"}},"
    }
    return try folder.write(
      "{\"type\":\"FeatureCollection\",\(head ?? "")\"features\":[\(features.joined(separator: ","))]}",
      to: name)
  }

  func home(_ street: String, _ number: String, _ x: Double, _ y: Double, _ id: Int = 1)
    -> String
  {
    """
    {"type":"Feature","properties":{"id":\(id),"strasse":"\(street)","hnr":"\(number)"},
    "geometry":{"type":"Point","coordinates":[\(x),\(y)]}}
    """
  }

  func fault(_ body: () throws -> Void) -> ImportError? {
    do {
      try body()
      return nil
    } catch {
      return error as? ImportError
    }
  }

  // MARK: Real data

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func `Neubrandenburg comes in with its published counts`() throws {
    let report = try load(Shared.path("geodata/neubrandenburg/neubrandenburg.osm.bz2"))
    let accepted = report.files[0].accepted
    #expect(accepted["street"] == 7930)
    // 15,340 objects bear the tag building, one of them says building=no.
    #expect(accepted["building"] == 15339)
    let rejected = report.rejects.count { $0.layer == "address" }
    let lists = 10  // further numbers on objects that bear several
    #expect((accepted["address"] ?? 0) + rejected - lists == 10_262)
    #expect(project.crs?.code == 25833)
    let addresses = try project.addresses()
    #expect(addresses.count == (accepted["address"] ?? 0) - report.merged.count)
    #expect(Set(addresses.map(\.id)).count == addresses.count)
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func `Dreieich comes in with its published counts, and again without doubling`() throws {
    let path = Shared.path("geodata/dreieich/dreieich.osm.gz")
    let report = try load(path)
    #expect(report.files[0].accepted["street"] == 477)
    #expect(report.files[0].accepted["building"] == 3771)
    // 915 objects, one of which bears two numbers.
    #expect(report.files[0].accepted["address"] == 916)
    #expect(report.rejects.isEmpty)
    let before = try project.inputDigests()
    _ = try load(path)
    #expect(try project.inputDigests() == before)
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func `Essen's official list comes in, and points without a number are not homes`() throws {
    let report = try load(
      Shared.path("geodata/essen/hauskoordinaten_essen_2022-10-05_4647.zip"))
    #expect(report.files[0].featuresRead == 102_981)
    #expect(report.files[0].accepted["address"] == 99_584)
    #expect(report.rejects.count == 3397)
    #expect(report.rejects.allSatisfy { $0.fault == .notAHome })
    let addresses = try project.addresses()
    #expect(addresses.count { !$0.number.suffix.isEmpty } == 9597)
    #expect(addresses.allSatisfy { $0.location.x > 350_000 && $0.location.x < 380_000 })
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func `a gas network comes in as conduits`() throws {
    let report = try load(Shared.path("geodata/schutterwald/gas_pipes.geojson")) {
      $0.role = .conduit
    }
    #expect(report.files[0].accepted["conduit"] == 2559)
    let kilometres = try project.conduits().reduce(0) { $0 + $1.line.length } / 1000
    #expect(abs(kilometres - 101.2) < 0.2)
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func `every case of the OSM test data is read or refused with a sentence`() throws {
    let root = Shared.path("suites/osm-testdata/grid/data")
    let cases = (FileManager.default.enumerator(atPath: root)?.allObjects ?? [])
      .compactMap { $0 as? String }.filter { $0.hasSuffix("data.osm") }.sorted()
    #expect(cases.count == 130)
    var odd: [String] = []
    for (number, name) in cases.enumerated() {
      let project = try Project.create(at: folder.path("\(number).gpkg"), crs: nil)
      do {
        let report = try Importer(project).run(["\(root)/\(name)"])
        if report.files[0].featuresRead == 0 { odd.append(name) }
      } catch let error as ImportError {
        // None of the cases holds a street, an address or anything else that is wanted.
        if error.file == nil { odd.append(name) }
      }
    }
    #expect(odd.isEmpty, "\(odd)")
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func `every invalid or odd GeoJSON is taken, repaired or refused as stated`() throws {
    let root = Shared.path("suites/geojson-invalid-geometry/examples")
    // What becomes of each; everything else must be refused with a fix.
    let taken: Set<String> = [
      "invalid_exterior_not_ccw", "invalid_interior_not_cw", "invalid_unclosed",
      "invalid_feature_no_properties", "problematic_3d_coordinates", "problematic_4d_coordinates",
      "problematic_duplicate_nodes", "problematic_excessive_coordinate_precision",
      "problematic_excessive_vertices", "problematic_holes",
      "problematic_multitype_geometry_with_just_one_geometry",
      "problematic_wrong_bbox_coordinate_order", "problematic_crs_defined",
      "problematic_geometry_not_wrapped", "valid_feature_null_properties",
      "valid_featurecollection", "valid_featurecollection_bboxes",
      "valid_featurecollection_multiple_feature_types", "valid_geometry_bbox",
      "valid_geometry_polygon",
    ]
    let repaired: Set<String> = [
      "problematic_inner_and_exterior_ring_intersect", "problematic_self_intersection_large",
      "problematic_self_intersection_small",
    ]
    let cases = (FileManager.default.enumerator(atPath: root)?.allObjects ?? [])
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".geojson") }.sorted()
    #expect(cases.count == 74)
    var odd: [String] = []
    for (number, path) in cases.enumerated() {
      let name = String((path.split(separator: "/").last ?? "").dropLast(8))
      let project = try Project.create(at: folder.path("\(number).gpkg"), crs: nil)
      var options = Importer.Options()
      options.role = .area
      do {
        let report = try Importer(project, options: options).run(["\(root)/\(path)"])
        let isTaken = (report.files[0].accepted["area"] ?? 0) > 0
        let isRepaired = !report.repairs.isEmpty
        let isRight =
          repaired.contains(name)
          ? isRepaired
          : taken.contains(name) ? isTaken && !isRepaired : !isTaken && !report.rejects.isEmpty
        if !isRight { odd.append(name) }
      } catch let error as ImportError {
        if taken.contains(name) || repaired.contains(name) || error.file == nil { odd.append(name) }
      }
    }
    #expect(odd.isEmpty, "\(odd)")
  }

  // MARK: Official lists

  let references = """
    nba;oid;qua;landschl;land;regbezschl;regbez;kreisschl;kreis;gmdschl;gmd;ottschl;ott;strschl;str;hnr;adz;zone;ostwert;nordwert;datum
    N;DENW1;A;05;NRW;1;Düsseldorf;58;Mettmann;028;Ratingen;0001;Mitte;00001;Düsseldorfer Straße;12;a;32;351234,567;5684321,123;2026-01-01
    N;DENW2;A;05;NRW;1;Düsseldorf;58;Mettmann;028;Ratingen;0001;Mitte;00001;Düsseldorfer Straße;14;;32;351254,5;5684331,1;2026-01-01

    """

  @Test func `Gebäudereferenzen are read with byte order mark, decimal comma and suffix`() throws {
    let path = try folder.write("\u{FEFF}" + references, to: "gebref.txt")
    _ = try load(path)
    let addresses = try project.addresses()
    #expect(addresses.map(\.id) == ["gebref:DENW1", "gebref:DENW2"])
    let first = try #require(addresses.first)
    #expect(first.number.description == "12a" && first.municipalityKey == "05158028")
    #expect(first.street == "Düsseldorfer Straße" && first.city == "Ratingen")
    #expect(first.location.x == 351_234.567 && first.location.y == 5_684_321.123)
    #expect(project.crs?.code == 25832)
  }

  @Test func `Hauskoordinaten are read with the zone in front of the easting`() throws {
    let path = try folder.write(
      "N;DENW1;A;05;1;58;028;0001;00001;7;;32351234,567;5684321,123;Bachstraße;40878;Ratingen;;\n",
      to: "hk.csv")
    let report = try load(path)
    #expect(report.files[0].crs == "EPSG:4647")
    let address = try #require(try project.addresses().first)
    #expect(abs(address.location.x - 351_234.567) < 0.001 && address.postcode == "40878")
  }

  @Test func `codes without names are resolved by the key file beside the list`() throws {
    let path = try folder.write(
      "N;DENW1;A;05;;1;;58;;028;;0001;;00001;;7;;32;351234,5;5684321,1;2026-01-01\n",
      to: "gebref.txt")
    _ = try folder.write(
      "G;05;1;58;028;Ratingen\nS;05;1;58;028;00001;Bachstraße\n", to: "gebref_schluessel.txt")
    _ = try load(path)
    let address = try #require(try project.addresses().first)
    #expect(address.street == "Bachstraße" && address.city == "Ratingen")
  }

  @Test func `a list in Latin-1 keeps its umlauts`() throws {
    let path = folder.path("gebref.txt")
    try #require(references.data(using: .isoLatin1)).write(to: URL(fileURLWithPath: path))
    _ = try load(path)
    #expect(try project.addresses().first?.street == "Düsseldorfer Straße")
  }

  @Test func `a broken line of a list is named with its number`() throws {
    let path = try folder.write(
      references + "N;only;three\nN;DENW9;A;05;;1;;58;;028;;1;;1;X;1;;32;NaN;abc;\n",
      to: "gebref.txt")
    let report = try load(path)
    #expect(report.rejects.map(\.feature) == ["line 4", "line 5"])
    #expect(report.files[0].featuresRead == 4)
  }

  // MARK: Rules

  @Test func `the official address stays and keeps the ids of its duplicates`() throws {
    _ = try load(try folder.write(references, to: "gebref.txt"))
    let path = try geojson(
      "osm.geojson",
      [
        """
        {"type":"Feature","properties":{"id":7,"strasse":"Düsseldorfer Str.","hnr":"12 A","dwellings":9},
        "geometry":{"type":"Point","coordinates":[351240,5684325]}}
        """
      ], crs: "25832")
    let report = try load(path) { $0.role = .address }
    #expect(report.merged.map(\.into) == ["gebref:DENW1"])
    let address = try #require(try project.addresses().first)
    #expect(address.mergedIDs == ["osm.geojson:7"])
    // What the list does not know is taken over.
    #expect(address.dwellings == 9 && !address.dwellingsAreEstimated)
  }

  @Test func `the same number in another place is another home`() throws {
    let path = try geojson(
      "a.geojson",
      [
        home("Ring", "1", 351_000, 5_684_000, 1), home("Ring", "1", 352_000, 5_684_000, 2),
      ], crs: "25832")
    _ = try load(path) { $0.role = .address }
    #expect(try project.addresses().count == 2)
  }

  @Test func `dwellings come from data first, and are estimated otherwise`() throws {
    let path = try folder.write(
      """
      <osm version="0.6"><node id="1" lat="51.3" lon="6.85"/><node id="2" lat="51.3" lon="6.8506"/>
      <node id="3" lat="51.3002" lon="6.8506"/><node id="4" lat="51.3002" lon="6.85"/>
      <node id="5" lat="51.3001" lon="6.8503"><tag k="addr:street" v="A"/>
      <tag k="addr:housenumber" v="1"/></node>
      <node id="6" lat="51.31" lon="6.85"><tag k="addr:street" v="A"/>
      <tag k="addr:housenumber" v="2"/><tag k="addr:flats" v="1-12"/></node>
      <way id="9"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/>
      <tag k="building" v="apartments"/><tag k="building:levels" v="5"/></way></osm>
      """, to: "a.osm")
    _ = try load(path)
    let addresses = try project.addresses()
    #expect(addresses.map(\.dwellings).last == 12)
    // About 42 by 22 metres on five floors.
    #expect(addresses[0].dwellingsAreEstimated && (38...44).contains(addresses[0].dwellings))
  }

  @Test func `columns can be named, and a wrong name lists the right ones`() throws {
    let path = try folder.write(
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"A\":\"Ring\",\"B\":\"3\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[6.85,51.3]}}]}",
      to: "a.geojson")
    let missing = fault { _ = try load(path) { $0.role = .address } }
    #expect(missing?.fault == .column(.missingFields(["street"], columns: ["A", "B"])))
    _ = try load(path) {
      $0.role = .address
      $0.fields = ["street": "A", "house_number": "B"]
    }
    #expect(try project.addresses().map(\.street) == ["Ring"])
  }

  @Test func `an official list imported again keeps what other sources had added`() throws {
    let list = try folder.write(references, to: "gebref.txt")
    _ = try load(list)
    let path = try geojson(
      "osm.geojson",
      [
        """
        {"type":"Feature","properties":{"id":7,"strasse":"Düsseldorfer Str.","hnr":"12a","dwellings":9},
        "geometry":{"type":"Point","coordinates":[351240,5684325]}}
        """
      ], crs: "25832")
    _ = try load(path) { $0.role = .address }
    let before = try project.inputDigests()
    _ = try load(list)
    #expect(try project.inputDigests() == before)
  }

  @Test func `an id that stands twice is rejected the second time`() throws {
    let path = try geojson(
      "a.geojson", [home("A", "1", 6.85, 51.3, 5), home("A", "3", 6.86, 51.3, 5)])
    let report = try load(path) { $0.role = .address }
    #expect(report.rejects.map(\.fault) == [.repeatedID])
    #expect(try project.addresses().count == 1)
  }

  @Test func `two files of one name are kept apart by a source name, and never replace in silence`()
    throws
  {
    try FileManager.default.createDirectory(
      atPath: folder.path("b"), withIntermediateDirectories: true)
    let first = try geojson("a.geojson", [home("A", "1", 6.85, 51.3)])
    let second = try geojson("b/a.geojson", [home("B", "1", 6.86, 51.3, 2)])
    _ = try load(first) { $0.role = .address }
    _ = try load(second) {
      $0.role = .address
      $0.source = "b"
    }
    #expect(try project.addresses().count == 2)
    let report = try load(second) { $0.role = .address }
    #expect(report.files[0].notes.contains(.removed(layer: "address", count: 1, file: "a.geojson")))
    #expect(
      fault { _ = try load(first, second) { $0.role = .address } }?.fault
        == .file(.repeatedName))
  }

  @Test func `the dwellings of a split number add up`() throws {
    let path = try geojson(
      "a.geojson",
      [
        home("A", "1,3", 6.85, 51.3, 1).split(separator: "}", maxSplits: 1).joined(
          separator: ",\"dwellings\":5}")
      ])
    _ = try load(path) { $0.role = .address }
    #expect(try project.addresses().map(\.dwellings).reduce(0, +) == 5)
  }
}
