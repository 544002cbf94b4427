import AddressSearch
import HTTPServing
import NetworkModel
import ProjectStore
import TextFormats

/// `GET /staff/api/household?q=`: the states of a building and its dwellings, for programs.
enum HouseholdAnswer {
  static func response(_ target: RequestTarget, _ reader: ProjectReader) throws -> Response {
    try target.allow(["q"])
    guard let query = try target.value("q") else {
      throw RequestFault(.badRequest, "q is missing; it takes an address or an id")
    }
    var json = JSONWriter()
    switch try reader.addressIndex().find(query) {
    case .found(let address):
      let status = try reader.project.status(of: address)
      let history = try reader.project.history(ofAddress: address.addressID)
      let work = try reader.project.openWork(ofAddress: address.addressID)
      json.object { object in
        object.member("query", query)
        object.member("match", "found")
        object.object("address") { Self.add(address, to: &$0) }
        object.array("subjects") { Self.add(status, to: &$0) }
        object.array("open_work") { array in
          for item in work { array.object { Self.add(item, to: &$0) } }
        }
        object.array("history") { array in
          for event in history { array.object { Self.add(event, to: &$0) } }
        }
      }
    case .ambiguous(let addresses): none("ambiguous", addresses)
    case .unknown(let nearest): none("unknown", nearest)
    }
    return Response(type: "application/json", json.bytes)

    func none(_ match: String, _ candidates: [AddressEntry]) {
      json.object { object in
        object.member("query", query)
        object.member("match", match)
        object.array("candidates") { array in
          for candidate in candidates.prefix(50) { array.object { Self.add(candidate, to: &$0) } }
        }
      }
    }
  }

  private static func add(_ address: AddressEntry, to object: inout JSONWriter.Object) {
    object.member("id", address.id)
    object.member("street", address.street)
    object.member("house_number", address.number.description)
    object.member("postcode", address.postcode)
    object.member("city", address.city)
    object.member("district", address.district)
  }

  private static func add(_ status: AddressStatus, to array: inout JSONWriter.Array) {
    let standings =
      [(nil as String?, status.building)] + status.dwellings.map { ($0.label, $0.standing) }
    for (dwelling, standing) in standings {
      let state = standing?.status ?? .unknown(dwelling == nil ? .building : .dwelling)
      array.object { object in
        object.member("dwelling", dwelling)
        object.member("state", state.word)
        object.member("agreement", state.agreementWord)
        object.member("works", state.worksWord)
        object.member("since", standing?.since.description)
        object.array("allowed_next", state.nextEvents.map(\.rawValue))
      }
    }
  }

  private static func add(_ work: OpenWork, to object: inout JSONWriter.Object) {
    object.member("dwelling", work.standing.subject.dwelling)
    object.member("party", work.party.rawValue)
    object.member("awaited", work.awaited.rawValue)
    object.member("since", work.standing.since.description)
  }

  private static func add(_ event: StatusEvent, to object: inout JSONWriter.Object) {
    object.member("sequence", event.sequence)
    object.member("time", event.time.description)
    object.member("recorded", event.recorded.description)
    object.member("actor", event.actor)
    object.member("dwelling", event.subject.dwelling)
    object.member("event", event.kind.rawValue)
    object.member("takes_back", event.corrects)
    object.member("proof", event.proof)
  }
}
