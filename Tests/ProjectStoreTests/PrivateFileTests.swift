import Foundation
import GeoPackage
import Geospatial
import NetworkModel
import ProjectStore
import TestSupport
import Testing

/// The file of secrets and personal data beside the project file.
struct PrivateFileTests {
  let town: MadeUpTown
  let path: String

  init() throws {
    town = try MadeUpTown(addresses: 2)
    path = town.folder.path("town.gpkg.private")
  }

  func keepName() throws {
    let subject = StatusSubject(addressID: "a0")
    _ = try town.project.enterEvents { writer in
      try writer.enter(
        StatusEventDraft(
          subject: subject, kind: .consentRequested, time: Timestamp(seconds: 1_700_000_000),
          actor: "office"))
      try town.project.keep("marked-name", as: .name, of: subject)
    }
  }

  @Test func `it is made when it is first needed, for its owner alone`() throws {
    _ = try town.project.personalData(ofAddress: "a0")
    _ = try town.project.accessTokens()
    #expect(!FileManager.default.fileExists(atPath: path))
    try keepName()
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try town.project.personalData(ofAddress: "a0").map(\.value) == ["marked-name"])
    #expect(try !town.bytes().contains("marked-name"))
    let reader = try Project(path: town.folder.path("town.gpkg"), readOnly: true)
    #expect(try reader.personalData(ofAddress: "a0").map(\.value) == ["marked-name"])
  }

  @Test func `a transaction that is taken back leaves nothing in either file`() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try town.project.writing {
        try keepName()
        throw Stop()
      }
    }
    #expect(try town.project.personalData(ofAddress: "a0").isEmpty)
    #expect(try town.project.standings().isEmpty)
    try keepName()
    #expect(try town.project.personalData(ofAddress: "a0").count == 1)
  }

  @Test func `a file of another project is refused`() throws {
    try keepName()
    let other = try MadeUpTown(addresses: 2)
    try FileManager.default.copyItem(
      atPath: path, toPath: other.folder.path("town.gpkg.private"))
    #expect(throws: ProjectStoreError.self) { try other.project.personalData(ofAddress: "a0") }
    #expect(throws: ProjectStoreError.self) { try other.project.publicationKey() }
  }

  @Test func `a file that others may read is refused, and so is a link`() throws {
    try keepName()
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(throws: ProjectStoreError.self) { try town.project.personalData(ofAddress: "a0") }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(try town.project.personalData(ofAddress: "a0").count == 1)
    let elsewhere = town.folder.path("elsewhere")
    try FileManager.default.moveItem(atPath: path, toPath: elsewhere)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: elsewhere)
    #expect(throws: ProjectStoreError.self) { try town.project.personalData(ofAddress: "a0") }
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: town.folder.path("made"))
    #expect(throws: ProjectStoreError.self) { try town.project.publicationKey() }
    #expect(!FileManager.default.fileExists(atPath: town.folder.path("made")))
  }

  @Test func `a lost key is noticed, and no other one is made`() throws {
    let key = try town.project.publicationKey()
    #expect(try town.project.publicationKey() == key)
    #expect(try !town.bytes().contains(key))
    let elsewhere = town.folder.path("elsewhere")
    try FileManager.default.moveItem(atPath: path, toPath: elsewhere)
    let error = #expect(throws: ProjectStoreError.self) { try town.project.publicationKey() }
    #expect(error?.fault == .privateFile(.lostKey))
    try FileManager.default.moveItem(atPath: elsewhere, toPath: path)
    #expect(try town.project.publicationKey() == key)
  }

  @Test
  func `erasing overwrites the bytes, even while another program has the project in WAL mode`()
    throws
  {
    try keepName()
    let other = try Connection(path: town.folder.path("town.gpkg"), mode: .readWrite)
    try other.execute("PRAGMA journal_mode = WAL")
    #expect(try other.integer("SELECT count(*) FROM address") == 2)
    #expect(try town.privateBytes().contains("marked-name"))
    #expect(try town.project.erasePersonalData(ofAddress: "a0") == 1)
    for name in try FileManager.default.contentsOfDirectory(atPath: town.folder.path("")) {
      let bytes = try String(contentsOfFile: town.folder.path(name), encoding: .isoLatin1)
      #expect(!bytes.contains("marked-name"), "\(name)")
    }
  }
}

/// Texts with the character NUL, where SQL functions would end them.
struct NulTests {
  @Test func `a name with NUL is refused with a fix, and nothing is stored`() throws {
    let town = try MadeUpTown(addresses: 1)
    let project = town.project
    func refused(_ body: () throws -> Void) -> Bool {
      do {
        try body()
        return false
      } catch {
        return (error as? ProjectStoreError)?.fault == .content(.nulCharacter)
      }
    }
    #expect(refused { _ = try project.plan(scenario: "a\0b") })
    #expect(refused { _ = try project.address(writtenAs: "a\0") })
    #expect(refused { _ = try project.standings(ofAddress: "a0\0") })
    #expect(
      refused {
        try project.writing { try project.addDwelling("WE\0", toAddress: "a0") }
      })
    #expect(try project.dwellings(ofAddress: "a0") == ["WE 1", "WE 2"])
  }
}

/// Erasing while another program has the file open.
extension PrivateFileTests {
  @Test func `erased data is gone although another program has switched to WAL mode`() throws {
    try keepName()
    for file in [path, town.folder.path("town.gpkg")] {
      let other = try Connection(path: file, mode: .readWrite)
      try other.execute("PRAGMA journal_mode = WAL")
      try keepName()
      #expect(try town.project.erasePersonalData(ofAddress: "a0") == 1)
      #expect(try !town.privateBytes().contains("marked-name"))
      for name in ["town.gpkg", "town.gpkg-wal", "town.gpkg.private", "town.gpkg.private-wal"] {
        let content = FileManager.default.contents(atPath: town.folder.path(name)) ?? Data()
        #expect(content.range(of: Data("marked-name".utf8)) == nil, "\(name)")
      }
    }
  }

  @Test func `an erasure that another program prevents is not reported as done`() throws {
    try keepName()
    let other = try Connection(path: path, mode: .readWrite)
    try other.execute("PRAGMA journal_mode = WAL")
    try other.execute("BEGIN")
    #expect(try other.integer("SELECT count(*) FROM person") == 1)
    let project = try Project(path: town.folder.path("town.gpkg"), readOnly: false, wait: 0)
    let fault = ProjectStoreError.Fault.file(.oldBytesInUse)
    let error = #expect(throws: ProjectStoreError.self) {
      try project.erasePersonalData(ofAddress: "a0")
    }
    #expect(error?.fault == fault && error?.file == path)
    #expect(try town.privateBytes().contains("marked-name"))
    try other.execute("COMMIT")
    #expect(try project.erasePersonalData(ofAddress: "a0") == 0)
    #expect(try !town.privateBytes().contains("marked-name"))
  }

  @Test func `what a killed commit to both files leaves behind is removed by the next write`()
    throws
  {
    let town = try MadeUpTown(addresses: 1)
    let abandoned = try town.folder.write("", to: "town.gpkg-mj0C07F0957")
    let other = try town.folder.write("", to: "town.gpkg-map")
    // A journal of the private file may refer to it.
    let journal = try town.folder.write("unfinished", to: "town.gpkg.private-journal")
    try town.project.writing {}
    #expect(FileManager.default.fileExists(atPath: abandoned))
    try FileManager.default.removeItem(atPath: journal)
    try town.project.writing {}
    #expect(!FileManager.default.fileExists(atPath: abandoned))
    #expect(FileManager.default.fileExists(atPath: other))
  }
}
