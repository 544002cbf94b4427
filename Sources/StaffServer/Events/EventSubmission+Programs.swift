import AddressSearch
import Foundation
import HTTPServing
import NetworkModel
import TextFormats
import WebPages
import Wording

/// `POST /staff/api/events`: an event as a JSON document.
extension EventSubmission {
  /// The document that programs send.
  private struct Document: Decodable {
    var addressID: AddressID?
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

  func respondToProgram(_ request: Request) throws -> Response {
    if visitor.session != nil { try request.checkOrigin() }
    do {
      let event = try requestedEvent(try document(of: request))
      let entered = try enter(event)
      var json = JSONWriter()
      json.object { object in
        object.member("sequence", entered.sequence)
        object.member("address_id", event.address.id)
        object.member("address", event.address.description)
        object.member("dwelling", entered.dwelling)
        object.member("event", event.kind.rawValue)
        object.member("state", entered.state)
      }
      return Response(.created, type: "application/json", json.bytes)
    } catch let problem as Problem {
      return problem.response
    } catch let refusal as EventRefusal {
      return Problem(refusal).response
    } catch let fault as SubjectChoice.Fault {
      return Problem(fault).response
    }
  }

  private func document(of request: Request) throws -> Document {
    guard request.headers["content-type"]?.lowercased().hasPrefix("application/json") == true
    else { throw RequestFault(.unsupportedMediaType, "the content must be application/json") }
    let data = Data(request.body)
    let known = Document.CodingKeys.allCases.map(\.rawValue)
    guard let document = try? JSONDecoder().decode(Document.self, from: data),
      let members = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any],
      members.keys.allSatisfy(known.contains)
    else {
      throw Problem(
        .badRequest, "the document is invalid",
        fix: "send event, and address or address_id; the members are "
          + known.sorted().joined(separator: ", "))
    }
    return document
  }

  private func requestedEvent(_ document: Document) throws -> RequestedEvent {
    guard let kind = EventKind(rawValue: document.event) else {
      throw Problem(
        .badRequest, "there is no event \(document.event)",
        fix: "choose from \(EventKind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let time = document.time.flatMap { Timestamp($0) }
    if let text = document.time, time == nil {
      throw Problem(.badRequest, "\(text) is not a time", fix: "write it as 2024-03-05T14:30:00Z")
    }
    return RequestedEvent(
      address: try address(document), kind: kind, dwelling: document.dwelling ?? "",
      takesBack: document.takesBack, time: time, proof: document.proof ?? "")
  }

  private func address(_ document: Document) throws -> AddressEntry {
    if let id = document.addressID { return try address(id: id) }
    let text = document.address ?? ""
    func list(_ addresses: [AddressEntry]) -> String {
      addresses.prefix(5).map { "\($0) (\($0.id))" }.joined(separator: "; ")
    }
    switch try service.readers.read({ try $0.addressIndex().find(text) }) {
    case .found(let address): return address
    case .ambiguous(let addresses):
      throw Problem(
        .notFound, "\(text) can be \(addresses.count) addresses",
        fix: "add the town or postcode, or send an address_id: \(list(addresses))")
    case .unknown(let nearest):
      throw Problem(
        .notFound, "there is no address \(text)",
        fix: nearest.isEmpty
          ? "write it as street and number" : "choose from \(list(nearest))")
    }
  }
}

/// A refusal that quotes the submitted values (RFC 9457).
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

  init(_ refusal: EventRefusal) {
    var allowed: [String]?
    if case .forbidden(_, let status) = refusal { allowed = status.nextEvents.map(\.rawValue) }
    let words = Explanation(refusal)
    self.init(.conflict, words.message, fix: words.fix, allowed: allowed)
  }

  init(_ fault: SubjectChoice.Fault) {
    let words = Explanation(fault)
    self.init(.conflict, words.message, fix: words.fix)
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
