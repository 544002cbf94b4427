import AddressSearch
import NetworkModel
import ProjectStore

extension Project {
  /// The addresses that some texts mean.
  ///
  /// A few are found faster one by one than with an index of all addresses.
  ///
  /// - Throws: `ProjectStoreError` where a text means none or several.
  func addresses(writtenAs texts: [String]) throws -> [AddressEntry] {
    guard texts.count > 8 else { return try texts.map { try address(writtenAs: $0) } }
    let index = try addressIndex()
    return try texts.map { try index.find($0).address(writtenAs: $0) }
  }
}
