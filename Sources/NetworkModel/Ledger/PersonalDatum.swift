/// The kinds of personal data that may be stored beside the ledger.
public enum PersonalDatum: String, Hashable, Sendable, CaseIterable {
  case name, contact
  case contractNumber = "contract_number"
  /// Of a report: the message, and the address as the sender typed it.
  case message, address
}
