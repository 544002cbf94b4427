import AddressSearch
import HTTPServing
import NetworkModel
import ProjectStore
import WebPages

/// Enters an event that a visitor submits, by the form or by a program.
///
/// Each event is entered by the ledger's writer in a transaction of its own, which waits while
/// another process writes. The name of the visitor's token is the actor.
struct EventSubmission {
  let service: StaffService
  let visitor: Visitor
  let now: Timestamp

  /// An event to be entered.
  struct RequestedEvent: Sendable {
    var address: AddressEntry
    var kind: EventKind
    var dwelling: String
    var takesBack: Int64?
    var time: Timestamp?
    var proof: String
  }

  /// An event that was entered.
  struct EnteredEvent: Sendable {
    let sequence: Int64
    let dwelling: String?
    let state: String
  }

  func respond(_ request: Request, _ route: StaffRoute) throws -> Response {
    route == .events ? try respondToProgram(request) : try respondToForm(request)
  }

  /// Enters an event.
  ///
  /// - Throws: `EventRefusal` and `SubjectChoice.Fault` if the event is not possible;
  ///   `RequestFault` if the token has been revoked since the request arrived.
  func enter(_ event: RequestedEvent) throws -> EnteredEvent {
    let project = try Project(
      path: service.path, readOnly: false, wait: LockWait(seconds: service.wait))
    return try project.enterEvents(now: now) { writer in
      guard try project.accessToken(digest: visitor.token.digest, at: now) != nil else {
        throw RequestFault(.forbidden, "the token was revoked")
      }
      let subject = try project.subject(
        of: event.kind, addressID: event.address.addressID, label: event.dwelling,
        takesBack: event.takesBack)
      let sequence = try writer.enter(
        StatusEventDraft(
          subject: subject, kind: event.kind, time: event.time ?? writer.now,
          actor: visitor.token.name, proof: event.proof, corrects: event.takesBack))
      return EnteredEvent(
        sequence: sequence, dwelling: subject.dwelling,
        state: try writer.standing(of: subject).status.word)
    }
  }

  func address(id: AddressID) throws -> AddressEntry {
    guard let address = try service.readers.read({ try $0.addressIndex().entry(id) }) else {
      throw RequestFault(.notFound, "there is no such address")
    }
    return address
  }

  // MARK: The form

  private func respondToForm(_ request: Request) throws -> Response {
    guard let session = visitor.session else {
      throw RequestFault(.forbidden, "the form needs a session; programs use /staff/api/events")
    }
    try request.checkOrigin()
    let form = try request.form()
    try request.checkFormToken(form, session.formToken)
    let language = Language(request, form)
    let address = try address(id: AddressID(try form.value("id") ?? ""))
    let step = try form.value("step") ?? ""
    let day = try form.value("day") ?? ""
    let proof = (try form.value("proof") ?? "").trimmingBlanks
    do {
      let entered = try enter(
        try requestedEvent(at: address, step: step, day: day, proof: proof, language))
      return StaffService.redirect(
        to: language.link(
          "/staff/household", [("id", address.id), ("entered", String(entered.sequence))]))
    } catch {
      guard let words = Self.words(error, in: language) else { throw error }
      let layout = StaffLayout(language: language, assets: service.assets, visitor: visitor)
      return try service.readers.read { reader in
        try HouseholdPage(layout: layout, reader: reader).response(
          address, refused: .init(words: words, step: step, day: day, proof: proof))
      }
    }
  }

  /// Why a field of the form is not accepted, in the language of the page.
  private struct FieldFault: Error {
    let words: String
  }

  private func requestedEvent(
    at address: AddressEntry, step: String, day: String, proof: String, _ language: Language
  ) throws(FieldFault) -> RequestedEvent {
    guard let step = EventStep(step) else {
      throw FieldFault(words: language("Bitte wählen Sie ein Ereignis.", "Please choose an event."))
    }
    guard proof.unicodeScalars.count <= 500 else {
      throw FieldFault(words: language("Der Nachweis ist zu lang.", "The proof is too long."))
    }
    var time: Timestamp?
    // Today means the current time, any other day its first second.
    if !day.isEmpty, day != now.description.prefix(10) {
      guard day.utf8.count == 10, let moment = Timestamp(day) else {
        throw FieldFault(words: language("Diesen Tag gibt es nicht.", "There is no such day."))
      }
      time = moment
    }
    return RequestedEvent(
      address: address, kind: step.kind, dwelling: step.dwelling ?? "",
      takesBack: step.takesBack, time: time, proof: proof)
  }

  /// The reason for a refusal in the language of the page; `nil` for other errors.
  private static func words(_ error: any Error, in language: Language) -> String? {
    switch error {
    case let fault as FieldFault: fault.words
    case let refusal as EventRefusal: language.words(refusal)
    case let fault as SubjectChoice.Fault: language.words(fault)
    default: nil
    }
  }
}

extension Language {
  /// The language that a form names, otherwise that of the request.
  fileprivate init(_ request: Request, _ form: [RequestTarget.Parameter]) {
    self =
      form.first { $0.name == "lang" }.flatMap { Language(rawValue: $0.value) }
      ?? Language(request)
  }
}
