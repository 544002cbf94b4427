import AddressSearch
import Analyses
import Geospatial
import NetworkModel
import ProjectStore
import Rules
import TestSupport
import Testing
import TrenchPlanning

/// Homes passed, passed plus, connected and activated, computed from the built network and the
/// ledger.
struct HomesPassedTests {
  private func home(_ id: AddressID, _ x: Double, _ y: Double, dwellings: Int = 2) -> Address {
    Address(
      id: id, street: "Marktgasse", number: HouseNumber(number: "1"), source: "test",
      dwellings: dwellings, location: Coordinate(x: 400_000 + x, y: 5_700_000 + y))
  }

  private func line(_ points: (Double, Double)...) -> LineString {
    LineString(points.map { Coordinate(x: 400_000 + $0.0, y: 5_700_000 + $0.1) })!
  }

  private func coverage(_ facts: Coverage.Facts, _ rule: Coverage.Rule) throws -> Coverage {
    try Coverage(facts, rule: rule, rules: try PlanningRules.standard())
  }

  /// The states of subjects after some events, computed by the ledger.
  private func standings(_ events: [(StatusSubject, EventKind)]) throws -> [Standing] {
    let folder = try TemporaryFolder()
    let project = try Project.create(
      at: folder.path("ledger.gpkg"), crs: try CoordinateReferenceSystem(code: 25832))
    _ = try project.enterEvents { writer in
      for (subject, kind) in events {
        try writer.enter(
          StatusEventDraft(subject: subject, kind: kind, time: writer.now, actor: "t"))
      }
    }
    return try project.standings()
  }

  @Test func `a home is passed up to the distance of the rule`() throws {
    let facts = Coverage.Facts(
      addresses: [
        home("at20", 50, 20), home("at20.1", 50, 20.1), home("at50", 50, 50), home("at51", 50, 51),
      ],
      conduits: [Conduit(id: "k", line: line((0, 0), (100, 0)))])
    #expect(try coverage(facts, .bnetza).homes.map(\.isPassed) == [true, false, false, false])
    #expect(try coverage(facts, .rtr).homes.map(\.isPassed) == [true, true, true, false])
    #expect(try coverage(facts, .metres(50.5)).homes.map(\.isPassed) == [true, true, true, false])
    #expect(try coverage(facts, .bnetza).areas.map(\.dwellings.passed) == [2])
  }

  @Test func `surveyed lines pass homes, and surveyed points do not`() throws {
    let place = Geometry.point(Coordinate(x: 400_000, y: 5_700_000))
    for kind in BuiltWork.Kind.allCases {
      let work = BuiltWork(
        kind: kind, geometry: kind.isLine ? .lineString(line((0, 0), (10, 0))) : place)
      let facts = Coverage.Facts(addresses: [home("a", 5, 10)], works: [work])
      #expect(try coverage(facts, .bnetza).homes[0].isPassed == kind.isLine, "\(kind)")
    }
  }

  @Test func `the rule parcel measures from the boundary of the parcel`() throws {
    let parcel = Parcel(
      id: "p",
      surface: [
        Polygon(exterior: line((0, 4), (40, 4), (40, 90), (0, 90), (0, 4)).coordinates)!
      ])
    let facts = Coverage.Facts(
      addresses: [home("back", 20, 80), home("none", 60, 6)],
      conduits: [Conduit(id: "k", line: line((0, 0), (100, 0)))], parcels: [parcel])
    #expect(try coverage(facts, .parcel).homes.map(\.isPassed) == [true, false])
    #expect(try coverage(facts, .bnetza).homes.map(\.isPassed) == [false, true])
    var withoutParcels = facts
    withoutParcels.parcels = []
    #expect(throws: CoverageError.noParcels) { try coverage(withoutParcels, .parcel) }
  }

  @Test func `homes passed plus, connected and activated are counted from the ledger`() throws {
    func building(_ id: AddressID) -> StatusSubject { StatusSubject(addressID: id) }
    let steps: [EventKind] = [
      .consentGiven, .surveyed, .ductAtParcel, .ductInBuilding, .entryPointSet, .cableBlown,
      .spliced, .measured, .connected,
    ]
    let works: [(StatusSubject, EventKind)] =
      steps.prefix(2).map { (building("surveyed"), $0) }
      + steps.prefix(3).map { (building("parcel"), $0) } + steps.map { (building("done"), $0) }
    let dwellings = [EventKind.contract, .inHouseLine, .outletSet, .activated].map {
      (StatusSubject(addressID: "done", dwelling: "WE 1"), $0)
    }
    let facts = Coverage.Facts(
      addresses: ["done", "parcel", "surveyed"].map { home($0, 500, 500) },
      standings: try standings(works + dwellings))
    let homes = try coverage(facts, .bnetza).homes
    #expect(homes.map(\.isPassedPlus) == [true, true, false])
    #expect(homes.map(\.isPassed) == [true, true, false])
    #expect(homes.map(\.isConnected) == [true, false, false])
    #expect(homes.map(\.activated) == [1, 0, 0])
    let all = try #require(try coverage(facts, .bnetza).areas.first)
    #expect(all.dwellings.takeUp == 0.25 && all.addresses.activated == 1)
  }

  @Test func `a house entry makes its address passed plus, also under a merged id`() throws {
    var merged = home("official", 500, 500)
    merged.mergedIDs = ["osm:n1"]
    let entry = BuiltWork(
      kind: .houseEntry, geometry: .point(merged.location), addressID: "osm:n1")
    let facts = Coverage.Facts(addresses: [merged], works: [entry])
    #expect(try coverage(facts, .bnetza).homes[0].isPassedPlus)
  }

  @Test func `a dwelling added by an event is counted in addition to the others`() throws {
    let own = StatusSubject(addressID: "a", dwelling: "Souterrain")
    let known = StatusSubject(addressID: "a", dwelling: "WE 2")
    let facts = Coverage.Facts(
      addresses: [home("a", 0, 0)],
      standings: try standings([(own, .interest), (known, .interest)]))
    #expect(try coverage(facts, .bnetza).homes[0].dwellings == 3)
  }

  @Test func `the counts of districts that cover the town add up to those of the town`() throws {
    func district(_ name: String, _ west: Double, _ east: Double) -> Area {
      Area(
        id: AreaID(name), name: name, kind: .district,
        surface: [
          Polygon(
            exterior: line((west, -99), (east, -99), (east, 99), (west, 99), (west, -99))
              .coordinates)!
        ])
    }
    var random = SeededGenerator(seed: 5)
    let homes = (0..<200).map { number in
      home(
        AddressID("a\(1000 + number)"), Double.random(in: -90..<90, using: &random),
        Double.random(in: -90..<90, using: &random),
        dwellings: Int.random(in: 0..<9, using: &random))
    }
    let facts = Coverage.Facts(
      addresses: homes, conduits: [Conduit(id: "k", line: line((-80, 0), (30, 10)))],
      areas: [district("East", 0, 99), district("West", -99, 0)])
    let areas = try coverage(facts, .bnetza).areas
    #expect(areas.map(\.district) == ["", "East", "West"])
    var sum = areas[1].dwellings
    sum += areas[2].dwellings
    #expect(sum == areas[0].dwellings)
    #expect(areas[0].dwellings.passed > 0 && areas[0].dwellings.passed < areas[0].dwellings.total)
    // The surface contains exactly the homes that are passed.
    let surface = areas[0].surface
    let wrong = try coverage(facts, .bnetza).homes.filter { home in
      // Quarter circles are approximated by eight sides, with an error below one percent.
      let inside = surface.contains { $0.contains(home.address.location) }
      let outline = surface.map { $0.boundaryDistance(to: home.address.location) }.min() ?? 0
      return inside != home.isPassed && outline > 0.2
    }
    #expect(wrong.isEmpty)
  }

  // MARK: Grid

  @Test func `each dwelling is counted in the cell named after its corner`() throws {
    let facts = Coverage.Facts(
      addresses: [
        home("a", 0, 0, dwellings: 5), home("b", 99.9, 99.9, dwellings: 3),
        home("c", 100, 0, dwellings: 9),
      ],
      conduits: [Conduit(id: "k", line: line((0, 0), (10, 0)))])
    let grid = CoverageGrid(
      try coverage(facts, .bnetza).homes, crs: try CoordinateReferenceSystem(code: 25832))
    #expect(
      grid.cells.map(\.name)
        == ["CRS25832RES100mN5700000E400000", "CRS25832RES100mN5700000E400100"])
    #expect(grid.cells.map(\.counts.total) == [8, 9])
    #expect(grid.cells.map(\.counts.passed) == [5, 0])
  }

  @Test func `counts below four are withheld`() {
    #expect((0...5).map { CoverageGrid.published($0) } == [nil, nil, nil, nil, 4, 5])
  }
}
