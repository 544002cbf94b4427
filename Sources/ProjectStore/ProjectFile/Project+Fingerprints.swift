import Hashing
import GeoPackage
import NetworkModel

extension Project {
  /// SHA-256 of each input layer's content: every column of every row, ordered by id; of the
  /// ledger, where it has events, the hash of the last.
  ///
  /// - Complexity: O(size of the layers).
  public func inputDigests() throws -> [String: String] {
    guard crs != nil else { return [:] }
    return try reading {
      var digests: [String: String] = [:]
      let head = try ledgerHead()
      if head.sequence > 0 { digests[LedgerRow.table.schema.exportedName] = head.hash }
      let works = try surveys().isEmpty ? [] : [BuiltRow.table.schema]
      for table in Schema.inputs + works {
        var statement = try connection.prepare(selecting: table)
        let columns = Int32(table.columnNames.count)
        var digest = SHA256()
        while try statement.step() {
          for column in 0..<columns {
            statement.withBytes(column) { digest.add($0) }
            digest.add(statement.isNull(column) ? "\u{1}" : "\u{2}")
          }
        }
        digests[table.exportedName] = digest.hexadecimal()
      }
      return digests
    }
  }
}
