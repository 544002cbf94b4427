/// The kinds of personal data that may be kept beside the ledger.
public enum PersonalDatum: String, Hashable, Sendable, CaseIterable {
  case name, contact
  case contractNumber = "contract_number"
  /// Of a report: what was written, and the address as it was typed.
  case message, address
}
