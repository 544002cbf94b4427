import GeoPackage
import NetworkModel

extension Project {
  /// The secret that public ids are made with; made of the system's random numbers when it is first
  /// asked for, and never exported.
  ///
  /// Its holder can tell which address of the project a public id stands for. The project file has
  /// the key's random name, so that a lost private file is noticed: another key would change all
  /// public ids.
  ///
  /// - Throws: ``ProjectStoreError`` where the project is empty, cannot be written, or its key is
  ///   lost.
  package func publicationKey() throws -> String {
    guard crs != nil else { throw isEmpty() }
    return try writing {
      let id = try connection.text("SELECT publication_key_id FROM trasse_project")
      if let id {
        let keys = try withPrivateFile {
          try connection.records(of: PublicationKey.table, where: "id = \(id)")
        }
        if let key = keys?.first?.key { return key }
        throw ProjectStoreError(.privateFile(.lostKey), privateFile.path)
      }
      try requirePrivateFile()
      let made = PublicationKey(id: Self.randomHex(bits: 128), key: Self.randomHex(bits: 256))
      try connection.insert([made], into: PublicationKey.table, srid: 0)
      try connection.run("UPDATE trasse_project SET publication_key_id = \(made.id)")
      return made.key
    }
  }

  /// Random bits of the system in hexadecimal.
  static func randomHex(bits: Int) -> String {
    var random = SystemRandomNumberGenerator()
    return (0..<bits / 64).map { _ in
      let digits = String(random.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
