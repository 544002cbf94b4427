import NetworkModel
import GeoPackage
import Geospatial

extension Project {
  /// The secret that public ids are made with; made of the system's random numbers when it is first
  /// asked for, and never exported.
  ///
  /// Whoever has it can tell which address of the project a public id stands for.
  ///
  /// - Throws: ``ProjectError`` where the project is empty or cannot be written.
  package func publicationKey() throws -> String {
    guard let crs else {
      throw ProjectError(
        category: .badData, file: path, what: "the project is empty",
        mend: "import something first")
    }
    return try transaction {
      if try connection.integer(
        "SELECT count(*) FROM sqlite_schema WHERE name = 'publication_key'") == 0
      {
        try connection.create(
          FeatureTable(
            name: "publication_key", summary: "The secret behind public ids: never exported",
            geometry: nil, columns: ["key TEXT NOT NULL CHECK (length(key) = 64)"]),
          srid: crs.code)
      }
      if let key = try connection.text("SELECT key FROM publication_key") { return key }
      var random = SystemRandomNumberGenerator()
      let key = (0..<4).map { _ in
        let digits = String(random.next() as UInt64, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined()
      var insertion = try connection.prepare("INSERT INTO publication_key (key) VALUES (?)")
      insertion.bind(key, at: 1)
      try insertion.run()
      return key
    }
  }
}
