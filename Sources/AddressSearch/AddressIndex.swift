/// Finds the addresses of a project by free text.
///
/// A query is only answered with an address whose house number matches exactly.
///
/// - Complexity: O(n log n) to build for n addresses; a query has the complexity of
///   ``SearchIndex``.
public struct AddressIndex: Sendable {
  /// The result of a query.
  public enum Answer: Hashable, Sendable {
    /// A single address.
    case found(AddressEntry)
    /// Several addresses match, because the query does not state the town or postcode.
    case ambiguous([AddressEntry])
    /// No address matches; these are the most similar ones.
    case unknown(nearest: [AddressEntry])
  }

  private let entries: [AddressEntry]
  private var byID: [String: Int32] = [:]
  private let index: SearchIndex
  private let order: [UInt32]

  /// Creates an index of addresses.
  public init(_ entries: [AddressEntry]) {
    self.entries = entries
    byID.reserveCapacity(entries.count)
    var builder = SearchIndexBuilder()
    for (number, entry) in entries.enumerated() {
      byID[entry.id] = Int32(number)
      builder.add(entry)
    }
    let (image, order) = builder.build()
    self.order = order
    do throws(IndexFault) {
      index = try SearchIndex(image: image)
    } catch {
      preconditionFailure("a new index can be opened: \(error)")
    }
  }

  /// The address with an identifier; `nil` if there is none.
  public func entry(id: String) -> AddressEntry? { byID[id].map { entries[Int($0)] } }

  /// Finds an address by identifier, or by street and house number in any spelling.
  ///
  /// If the query names a postcode or a town, only addresses with this postcode or in this town
  /// match. A query with a spelling error does not match an address.
  public func find(_ text: String) -> Answer {
    if let number = byID[text] { return .found(entries[Int(number)]) }
    let answer = index.lookup(text)
    if answer.number == .exact, answer.isWhole, let address = answer.address {
      return .found(entry(address))
    }
    if !answer.candidates.isEmpty {
      let numbers = answer.candidates.map { order[$0] }.sorted()
      return .ambiguous(numbers.map { entries[Int($0)] })
    }
    let near = answer.nearest.isEmpty ? answer.suggestions.compactMap(\.address) : answer.nearest
    return .unknown(nearest: near.prefix(5).map(entry))
  }

  private func entry(_ address: Int) -> AddressEntry { entries[Int(order[address])] }
}
