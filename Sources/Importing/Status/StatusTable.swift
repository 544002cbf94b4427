import NetworkModel
import ProjectStore

/// The columns of a table of events, whatever the field tool calls them.
struct StatusTable {
  /// What a column can hold.
  enum Column: String, CaseIterable {
    case address, street, postcode, city, event, time, actor, dwelling, proof, corrects, name,
      contact
    case addressID = "address_id"
    case houseNumber = "house_number"
    case contractNumber = "contract_number"

    /// Usual names besides the column's own.
    fileprivate var otherNames: [String] {
      switch self {
      case .address: ["adresse", "anschrift"]
      case .addressID: ["adress_id", "adresse_id"]
      case .street: ["strasse", "straße", "str"]
      case .houseNumber: ["hausnummer", "hnr", "hausnr"]
      case .postcode: ["plz", "postleitzahl"]
      case .city: ["ort", "stadt"]
      case .event: ["ereignis", "status", "meldung"]
      case .time: ["datum", "zeit", "zeitpunkt", "date"]
      case .actor: ["bearbeiter", "kolonne", "wer"]
      case .dwelling: ["wohnung", "wohneinheit", "we"]
      case .proof: ["nachweis", "beleg", "bemerkung"]
      case .corrects: ["korrigiert", "berichtigt"]
      case .name: ["kunde", "kundenname"]
      case .contact: ["kontakt", "telefon", "mail", "e-mail"]
      case .contractNumber: ["vertragsnummer", "vertragsnr"]
      }
    }
  }

  private var positions: [Column: Int] = [:]

  /// Finds the columns by the header.
  ///
  /// - Parameters:
  ///   - header: the names in the file's first line.
  ///   - fields: which column of the file is which of ours, where its name does not tell.
  ///   - needsEvent: whether there must be an event and its time, too.
  ///   - file: the file's name, for what is said.
  /// - Throws: ``ImportError`` where a column is missing, or a name is unknown.
  init(
    _ header: [String], fields: [String: String], needsEvent: Bool = true, file: String
  ) throws {
    func position(_ name: String) -> Int? {
      header.firstIndex { $0.lowercased() == name.lowercased() }
    }
    for (target, source) in fields.sorted(by: { $0.key < $1.key }) {
      guard let column = Column(rawValue: target) else {
        throw ImportError(
          .column(.unknownField(target, known: Column.allCases.map(\.rawValue))), file: file)
      }
      guard let position = position(source) else {
        throw ImportError(.column(.unknownColumn(source, columns: header)), file: file)
      }
      positions[column] = position
    }
    for column in Column.allCases where positions[column] == nil {
      positions[column] = ([column.rawValue] + column.otherNames).lazy.compactMap(position).first
    }
    let hasPlace =
      positions[.address] != nil || positions[.addressID] != nil
      || (positions[.street] != nil && positions[.houseNumber] != nil)
    let missing =
      (hasPlace ? [] : ["address"])
      + [Column.event, .time].filter { needsEvent && positions[$0] == nil }.map(\.rawValue)
    guard missing.isEmpty else {
      throw ImportError(.column(.missingFields(missing, columns: header)), file: file)
    }
  }

  /// A column of the row; empty where there is none.
  func text(_ column: Column, in row: borrowing DelimitedText) -> String {
    positions[column].map { row.field($0) } ?? ""
  }

  /// The address of the row, as one text.
  func address(in row: borrowing DelimitedText) -> String {
    let id = text(.addressID, in: row)
    if !id.isEmpty { return id }
    let address = text(.address, in: row)
    let line =
      address.isEmpty ? "\(text(.street, in: row)) \(text(.houseNumber, in: row))" : address
    let place = [text(.postcode, in: row), text(.city, in: row)].filter { !$0.isEmpty }
    return place.isEmpty ? line : "\(line), \(place.joined(separator: " "))"
  }
}
