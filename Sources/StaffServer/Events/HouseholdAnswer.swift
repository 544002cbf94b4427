import AddressSearch
import HTTPServing
import JSONWriting
import NetworkModel
import ProjectStore

/// `GET /staff/api/household?q=`: where a building and its dwellings stand, for programs.
enum HouseholdAnswer {
  static func response(_ target: RequestTarget, _ reader: ProjectReader) throws -> Response {
    try target.allow(["q"])
    guard let query = try target.value("q") else {
      throw RequestFault(.badRequest, "q is missing: an address or an id")
    }
    var line = JSONLine()
    switch try reader.addressIndex().find(query) {
    case .found(let address):
      let status = try reader.project.status(of: address)
      let history = try reader.project.history(ofAddress: address.id)
      let work = try reader.project.openWork(ofAddress: address.id)
      line.object { object in
        object.member("query", query)
        object.member("match", "found")
        object.member("address") { Self.add(address, to: &$0) }
        object.member("subjects") { Self.add(status, to: &$0) }
        object.member("open_work") { line in
          line.array { array in for item in work { array.element { Self.add(item, to: &$0) } } }
        }
        object.member("history") { line in
          line.array { array in for event in history { array.element { Self.add(event, to: &$0) } }
          }
        }
      }
    case .ambiguous(let addresses): none("ambiguous", addresses)
    case .unknown(let nearest): none("unknown", nearest)
    }
    return Response(type: "application/json", line.bytes)

    func none(_ match: String, _ candidates: [AddressEntry]) {
      line.object { object in
        object.member("query", query)
        object.member("match", match)
        object.member("candidates") { line in
          line.array { array in
            for candidate in candidates.prefix(50) {
              array.element { Self.add(candidate, to: &$0) }
            }
          }
        }
      }
    }
  }

  private static func add(_ address: AddressEntry, to line: inout JSONLine) {
    line.object { object in
      object.member("id", address.id)
      object.member("street", address.street)
      object.member("house_number", address.number.description)
      object.member("postcode", address.postcode)
      object.member("city", address.city)
      object.member("district", address.district)
    }
  }

  private static func add(_ status: AddressStatus, to line: inout JSONLine) {
    let standings =
      [(nil as String?, status.building)] + status.dwellings.map { ($0.label, $0.standing) }
    line.array { array in
      for (dwelling, standing) in standings {
        let state = standing?.status ?? .unknown
        array.element { line in
          line.object { object in
            object.member("dwelling", dwelling)
            object.member("state", state.word)
            object.member("agreement", state.agreement.rawValue)
            object.member("works", state.works.rawValue)
            object.member("since", standing?.since.description)
            object.member("allowed_next") { line in
              line.array { array in
                for event in state.nextEvents(for: dwelling == nil ? .building : .dwelling) {
                  array.element { $0.text(event.rawValue) }
                }
              }
            }
          }
        }
      }
    }
  }

  private static func add(_ work: OpenWork, to line: inout JSONLine) {
    line.object { object in
      object.member("dwelling", work.standing.subject.dwelling)
      object.member("party", work.party.rawValue)
      object.member("awaited", work.awaited.rawValue)
      object.member("since", work.standing.since.description)
    }
  }

  private static func add(_ event: StatusEvent, to line: inout JSONLine) {
    line.object { object in
      object.member("sequence") { $0.integer(Int(event.sequence)) }
      object.member("time", event.time.description)
      object.member("recorded", event.recorded.description)
      object.member("actor", event.actor)
      object.member("dwelling", event.subject.dwelling)
      object.member("event", event.kind.rawValue)
      object.member("takes_back") { line in
        if let number = event.corrects { line.integer(Int(number)) } else { line.null() }
      }
      object.member("proof", event.proof)
    }
  }
}
