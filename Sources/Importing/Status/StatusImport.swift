import AddressSearch
import FoundationEssentials
import NetworkModel
public import ProjectStore

/// Brings the events of a field tool's table into the ledger.
///
/// Rows enter in the order of their time. Each is entered, known already, or named with its reason;
/// one bad row keeps all out unless the good ones are asked for.
public struct StatusImport {
  /// How a table is brought in.
  public struct Options: Sendable {
    /// Which column of the file is which of ours, where its name does not tell.
    public var fields: [String: String] = [:]
    /// Whether to try everything and keep nothing.
    public var isDryRun = false
    /// Whether good rows enter though others are bad.
    public var keepsGood = false
    /// Whether dwellings that are not on file are put there.
    public var admitsNewDwellings = false
    /// Who reports where the table does not say.
    public var actor = "import"

    /// The defaults.
    public init() {}
  }

  /// A row that cannot enter.
  public struct Reject: Hashable, Sendable {
    /// The line of the file, from 1.
    public let line: Int
    /// The address as the row writes it.
    public let address: String
    /// Why it cannot enter.
    public let error: EventRowError
  }

  /// What became of the rows.
  public struct Report: Sendable {
    /// How many rows there are.
    public internal(set) var rows = 0
    /// How many entered, or would have.
    public internal(set) var entered = 0
    /// How many were in the ledger before, or stood twice.
    public internal(set) var known = 0
    /// Those that cannot enter, in the order of the file.
    public internal(set) var rejects: [Reject] = []
    /// Whether the ledger now holds what entered.
    public internal(set) var isKept = false
  }

  private let project: Project
  private let options: Options

  /// Prepares to bring tables into a project.
  public init(_ project: Project, options: Options) {
    self.project = project
    self.options = options
  }

  /// A row that has been read: what to enter, and what to keep beside the ledger.
  private struct Row {
    let line: Int
    let address: String
    let draft: StatusEventDraft
    let isNewDwelling: Bool
    let personal: [PersonalDatum: String]
  }

  /// Brings one table in.
  ///
  /// - Throws: ``ImportError`` where the file cannot be read, or lacks a column.
  public func run(_ path: String, accepting accept: (Report) throws -> Void = { _ in }) throws
    -> Report
  {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ImportError(.file(.unreadable), file: path)
    }
    let options = options
    let project = project
    return try project.enterEvents(keeping: \Report.isKept) { writer in
      var report = Report()
      var rows = try read(DelimitedText(Array(data)), path, &report)
      // Stable, so that rows of one moment keep the file's order.
      rows.sort { ($0.draft.time, $0.line) < ($1.draft.time, $1.line) }
      for row in rows {
        do {
          if try writer.knows(row.draft) {
            report.known += 1
            continue
          }
          try writer.enter(row.draft)
          report.entered += 1
        } catch let refusal as EventRefusal {
          report.reject(row.line, row.address, .refused(refusal))
          continue
        }
        if row.isNewDwelling { try add(row.draft.subject) }
        for (kind, value) in row.personal {
          let subject = try writer.standing(of: row.draft.subject).subject
          try project.keep(value, as: kind, of: subject)
        }
      }
      report.rejects.sort { $0.line < $1.line }
      report.isKept = !options.isDryRun && (report.rejects.isEmpty || options.keepsGood)
      try accept(report)
      return report
    }
  }

  private func add(_ subject: StatusSubject) throws {
    guard let label = subject.dwelling, let id = subject.addressID,
      !(try project.dwellings(ofAddress: id).contains(label))
    else { return }
    try project.addDwelling(label, toAddress: id)
  }

  private func read(_ table: consuming DelimitedText, _ path: String, _ report: inout Report) throws
    -> [Row]
  {
    guard table.next() else {
      throw ImportError(.file(.empty), file: path)
    }
    let header = (0..<table.count).map { table.field($0) }
    let columns = try StatusTable(header, fields: options.fields, file: path)
    var places = PlaceBook(
      index: try project.addressIndex(), dwellings: try project.dwellingsByAddress())
    var rows: [Row] = []
    while table.next() {
      report.rows += 1
      let address = columns.address(in: table)
      do throws(EventRowError) {
        rows.append(try row(table, columns, address, &places))
      } catch {
        report.reject(table.startLine, address, error)
      }
    }
    return rows
  }

  private func row(
    _ table: borrowing DelimitedText, _ columns: StatusTable, _ address: String,
    _ places: inout PlaceBook
  ) throws(EventRowError) -> Row {
    let word = columns.text(.event, in: table)
    guard let kind = EventKind.ofPremises.first(where: { $0.rawValue == word.lowercased() }) else {
      throw .unknownEvent(word)
    }
    let moment = columns.text(.time, in: table)
    guard let time = Timestamp(moment) else {
      throw .invalidTime(moment)
    }
    let corrected = columns.text(.corrects, in: table)
    let corrects = Int64(corrected)
    if !corrected.isEmpty && corrects == nil {
      throw .invalidNumber(corrected)
    }
    if address.allSatisfy(\.isWhitespace) {
      throw .noAddress
    }
    let id = try places.addressID(writtenAs: address)
    let (subject, isNew) = try subject(
      of: kind, at: id, label: columns.text(.dwelling, in: table), places)
    let actor = columns.text(.actor, in: table)
    var personal: [PersonalDatum: String] = [:]
    for (kind, column) in [
      (PersonalDatum.name, StatusTable.Column.name), (.contact, .contact),
      (.contractNumber, .contractNumber),
    ] {
      let value = columns.text(column, in: table)
      if !value.isEmpty { personal[kind] = value }
    }
    return Row(
      line: table.startLine, address: address,
      draft: StatusEventDraft(
        subject: subject, kind: kind, time: time, actor: actor.isEmpty ? options.actor : actor,
        proof: columns.text(.proof, in: table), corrects: corrects),
      isNewDwelling: isNew, personal: personal)
  }
}

extension StatusImport {
  private func subject(
    of kind: EventKind, at addressID: AddressID, label: String, _ places: PlaceBook
  ) throws(EventRowError) -> (subject: StatusSubject, isNew: Bool) {
    do throws(SubjectChoice.Fault) {
      return try SubjectChoice.subject(
        of: kind, addressID: addressID, label: label, known: places.dwellings[addressID] ?? [],
        admitsNew: options.admitsNewDwellings)
    } catch {
      throw .dwelling(error)
    }
  }
}

extension StatusImport.Report {
  fileprivate mutating func reject(_ line: Int, _ address: String, _ error: EventRowError) {
    rejects.append(.init(line: line, address: address, error: error))
  }
}

/// The addresses and dwellings on file, with every spelling that was looked up before.
private struct PlaceBook {
  let index: AddressIndex
  let dwellings: [AddressID: [String]]
  private var known: [String: Result<AddressID, EventRowError>] = [:]

  init(index: AddressIndex, dwellings: [AddressID: [String]]) {
    self.index = index
    self.dwellings = dwellings
  }

  mutating func addressID(writtenAs text: String) throws(EventRowError) -> AddressID {
    if let answer = known[text] { return try answer.get() }
    let answer: Result<AddressID, EventRowError>
    do throws(AddressChoiceError) {
      answer = .success(try index.find(text).address(writtenAs: text).addressID)
    } catch {
      answer = .failure(.address(error))
    }
    known[text] = answer
    return try answer.get()
  }
}
