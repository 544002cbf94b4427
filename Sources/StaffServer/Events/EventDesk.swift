import AddressSearch
import Foundation
import HTTPServing
import NetworkModel
import ProjectStore
import TextFormats
import WebPages

/// Takes events in: from the form, and from programs.
///
/// They enter by the ledger's own writer, each in a transaction of its own that waits while another
/// process writes; the bearer of the token is the actor.
struct EventDesk {
  let service: StaffService
  let visitor: Visitor
  let now: Timestamp

  /// What somebody wants entered.
  private struct Order: Sendable {
    var address: AddressEntry
    var kind: EventKind
    var dwelling: String
    var takesBack: Int64?
    var time: Timestamp?
    var proof: String
  }

  /// What was entered.
  private struct Entered: Sendable {
    let sequence: Int64
    let dwelling: String?
    let state: String
  }

  func respond(_ request: Request, _ route: StaffRoute) throws -> Response {
    route == .events ? try fromProgram(request) : try fromForm(request)
  }

  private func enter(_ order: Order) throws -> Entered {
    let project = try Project(path: service.path, readOnly: false, wait: service.wait)
    return try project.enterEvents(now: now) { writer in
      // The token may have been taken back since the request came in.
      guard try project.accessToken(digest: visitor.token.digest, at: now) != nil else {
        throw RequestFault(.forbidden, "the token was taken back")
      }
      let subject = try project.subject(
        of: order.kind, addressID: order.address.id, label: order.dwelling,
        takesBack: order.takesBack)
      let sequence = try writer.enter(
        StatusEventDraft(
          subject: subject, kind: order.kind, time: order.time ?? writer.now,
          actor: visitor.token.name, proof: order.proof, corrects: order.takesBack))
      return Entered(
        sequence: sequence, dwelling: subject.dwelling,
        state: try writer.standing(of: subject).status.word)
    }
  }

  private func address(id: String) throws -> AddressEntry {
    guard let address = try service.readers.read({ try $0.addressIndex().entry(id: id) }) else {
      throw RequestFault(.notFound, "there is no such address")
    }
    return address
  }

  // MARK: The form

  private func fromForm(_ request: Request) throws -> Response {
    guard let session = visitor.session else {
      throw RequestFault(.forbidden, "the form needs a session; programs use /staff/api/events")
    }
    try request.checkOrigin()
    let form = try request.form()
    try request.checkFormToken(form, session.formToken)
    let language = Language(request, form)
    let address = try address(id: try form.value("id") ?? "")
    let text = try form.value("step") ?? ""
    let day = try form.value("day") ?? ""
    let proof = (try form.value("proof") ?? "").trimmingBlanks
    func refused(_ words: String) throws -> Response {
      let layout = StaffLayout(language: language, assets: service.assets, visitor: visitor)
      return try service.readers.read { reader in
        try HouseholdPage(layout: layout, reader: reader).response(
          address, refused: .init(words: words, step: text, day: day, proof: proof))
      }
    }
    guard let step = EventStep(text) else {
      return try refused(language("Bitte wählen Sie ein Ereignis.", "Please choose an event."))
    }
    guard proof.unicodeScalars.count <= 500 else {
      return try refused(language("Der Nachweis ist zu lang.", "The proof is too long."))
    }
    var time: Timestamp?
    // Today stands for now, any other day for its first second.
    if !day.isEmpty, day != now.description.prefix(10) {
      guard day.utf8.count == 10, let moment = Timestamp(day) else {
        return try refused(language("Diesen Tag gibt es nicht.", "There is no such day."))
      }
      time = moment
    }
    do {
      let entered = try enter(
        Order(
          address: address, kind: step.kind, dwelling: step.dwelling ?? "",
          takesBack: step.takesBack, time: time, proof: proof))
      return StaffService.redirect(
        to: language.link(
          "/staff/household", [("id", address.id), ("entered", String(entered.sequence))]))
    } catch let refusal as EventRefusal {
      return try refused(language.words(refusal))
    } catch let error as ProjectError where error.category == .usage {
      return try refused(error.description)
    }
  }

  // MARK: Programs

  /// The document that programs send.
  private struct Document: Decodable {
    var addressID: String?
    var address: String?
    var event: String
    var dwelling: String?
    var time: String?
    var proof: String?
    var takesBack: Int64?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case address, event, dwelling, time, proof
      case addressID = "address_id"
      case takesBack = "takes_back"
    }
  }

  private func fromProgram(_ request: Request) throws -> Response {
    if visitor.session != nil { try request.checkOrigin() }
    let order: Order
    switch try read(request) {
    case .success(let read): order = read
    case .failure(let problem): return problem.response
    }
    do {
      let entered = try enter(order)
      var json = JSONWriter()
      json.object { object in
        object.member("sequence", entered.sequence)
        object.member("address_id", order.address.id)
        object.member("address", order.address.description)
        object.member("dwelling", entered.dwelling)
        object.member("event", order.kind.rawValue)
        object.member("state", entered.state)
      }
      return Response(.created, type: "application/json", json.bytes)
    } catch let refusal as EventRefusal {
      var allowed: [String]?
      if case .forbidden(_, _, let events) = refusal { allowed = events.map(\.rawValue) }
      return Problem(.conflict, refusal.description, fix: refusal.fix, allowed: allowed).response
    } catch let error as ProjectError where error.category == .usage {
      return Problem(.conflict, error.what, fix: error.fix).response
    }
  }

  private func read(_ request: Request) throws -> Result<Order, Problem> {
    guard request.headers["content-type"]?.lowercased().hasPrefix("application/json") == true
    else { throw RequestFault(.unsupportedMediaType, "a JSON document is taken") }
    let data = Data(request.body)
    let known = Document.CodingKeys.allCases.map(\.rawValue)
    guard let document = try? JSONDecoder().decode(Document.self, from: data),
      let members = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any],
      members.keys.allSatisfy(known.contains)
    else {
      return .failure(
        Problem(
          .badRequest, "the document is not as it must be",
          fix: "event is needed, and address or address_id; known are "
            + known.sorted().joined(separator: ", ")))
    }
    guard let kind = EventKind(rawValue: document.event) else {
      return .failure(
        Problem(
          .badRequest, "there is no event \(document.event)",
          fix: "choose from \(EventKind.allCases.map(\.rawValue).joined(separator: ", "))"))
    }
    var time: Timestamp?
    if let text = document.time {
      time = Timestamp(text)
      if time == nil {
        return .failure(
          Problem(.badRequest, "\(text) is no time", fix: "write it as 2024-03-05T14:30:00Z"))
      }
    }
    let address: AddressEntry
    if let id = document.addressID {
      address = try self.address(id: id)
    } else {
      let text = document.address ?? ""
      do {
        address = try service.readers.read { reader in
          try reader.addressIndex().find(text).address(writtenAs: text)
        }
      } catch let error as ProjectError where error.category == .usage {
        return .failure(Problem(.notFound, error.what, fix: error.fix))
      }
    }
    return .success(
      Order(
        address: address, kind: kind, dwelling: document.dwelling ?? "",
        takesBack: document.takesBack, time: time, proof: document.proof ?? ""))
  }
}

/// A refusal whose words hold what was sent (RFC 9457).
private struct Problem: Error {
  let status: Status
  let detail: String
  let fix: String?
  let allowed: [String]?

  init(_ status: Status, _ detail: String, fix: String?, allowed: [String]? = nil) {
    self.status = status
    self.detail = detail
    self.fix = fix
    self.allowed = allowed
  }

  var response: Response {
    var json = JSONWriter()
    json.object { object in
      object.member("type", "about:blank")
      object.member("title", status.phrase)
      object.member("status", status.code)
      object.member("detail", detail)
      object.member("fix", fix)
      if let allowed { object.array("allowed", allowed) }
    }
    return Response(status, type: "application/problem+json", json.bytes)
  }
}

extension Language {
  /// The one that a form names, otherwise that of the request.
  fileprivate init(_ request: Request, _ form: [RequestTarget.Parameter]) {
    self =
      form.first { $0.name == "lang" }.flatMap { Language(rawValue: $0.value) }
      ?? Language(request)
  }
}
