/// Finds the addresses of a project by what people write.
///
/// It answers with that very number or with none.
///
/// - Complexity: O(n log n) to build for n addresses; a query as ``SearchIndex``.
public struct AddressIndex: Sendable {
  /// What a query leads to.
  public enum Answer: Hashable, Sendable {
    /// One address.
    case found(AddressEntry)
    /// Several addresses fit: the town or postcode is missing.
    case ambiguous([AddressEntry])
    /// None fits; these come nearest.
    case unknown(nearest: [AddressEntry])
  }

  private let entries: [AddressEntry]
  private var byID: [String: Int32] = [:]
  private let index: SearchIndex
  private let order: [UInt32]

  /// Indexes addresses.
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
      preconditionFailure("an index just made can be opened: \(error)")
    }
  }

  /// The address of an id; `nil` where there is none.
  public func entry(id: String) -> AddressEntry? { byID[id].map { entries[Int($0)] } }

  /// Looks an address up by id, or by street and number in any spelling.
  ///
  /// A postcode or place in the query refuses those addresses that state another one. What has a slip
  /// in it is not taken for an address.
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
