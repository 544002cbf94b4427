public import NetworkModel

/// Why a row of a table cannot be entered as an event.
public enum EventRowError: Error, Hashable, Sendable {
  /// There is no such event; empty where the row has none.
  case unknownEvent(String)
  /// The text is not a time; empty where the row has none.
  case invalidTime(String)
  /// The text is not the number of an event.
  case invalidNumber(String)
  /// The row has no address.
  case noAddress
  /// The address is unknown or ambiguous.
  case address(AddressChoiceError)
  /// The dwelling is unknown or not specified.
  case dwelling(SubjectChoice.Fault)
  /// The ledger refuses the event.
  case refused(EventRefusal)
}
