public import AddressSearch

/// Why a text does not identify one address.
public enum AddressChoiceError: Error, Hashable, Sendable {
  /// Several addresses fit.
  case ambiguous(String, candidates: [AddressEntry])
  /// No address fits; the most similar ones.
  case unknown(String, nearest: [AddressEntry])
}

extension AddressIndex.Answer {
  /// The address that was found.
  ///
  /// - Throws: ``AddressChoiceError`` with the candidates if none or several fit.
  package func address(writtenAs text: String) throws(AddressChoiceError) -> AddressEntry {
    switch self {
    case .found(let entry): return entry
    case .ambiguous(let entries): throw .ambiguous(text, candidates: entries)
    case .unknown(let nearest): throw .unknown(text, nearest: nearest)
    }
  }
}
