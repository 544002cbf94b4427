import AddressSearch
import Geospatial
import NetworkModel
import ProjectStore

/// Makes one address of several objects that name the same one.
///
/// Two are the same where street (in one spelling), number and suffix agree, city and postcode
/// agree or are not given, and they lie within a hundred metres. The official list goes before
/// OpenStreetMap, an entrance before another node, a node before a building's outline, a lesser id
/// before a greater. The one that stays takes over what it lacks and keeps the ids of the others.
struct DuplicateAddresses {
  private static let reach = 100.0

  private(set) var addresses: [Address] = []
  private(set) var merged: [(id: AddressID, into: AddressID)] = []

  init(_ all: [Address]) {
    struct Key: Hashable {
      let street: String
      let number: HouseNumber
    }
    var spellings: [String: String] = [:]
    var groups: [Key: [Int]] = [:]
    for (index, address) in all.enumerated() {
      let street: String
      if let known = spellings[address.street] {
        street = known
      } else {
        street = StreetName.normalised(address.street)
        spellings[address.street] = street
      }
      groups[Key(street: street, number: address.number), default: []].append(index)
    }
    for members in groups.values {
      if members.count == 1 {
        addresses.append(all[members[0]])
        continue
      }
      let ranked = members.map { all[$0] }.sorted {
        (Self.rank($0), $0.id) < (Self.rank($1), $1.id)
      }
      var kept: [Address] = []
      for candidate in ranked {
        if let place = kept.firstIndex(where: { Self.isSame($0, candidate) }) {
          Self.merge(candidate, into: &kept[place])
          merged.append((candidate.id, kept[place].id))
        } else {
          kept.append(candidate)
        }
      }
      addresses += kept
    }
    addresses.sort { $0.id < $1.id }
    merged.sort { ($0.id, $0.into) < ($1.id, $1.into) }
  }

  private static func rank(_ address: Address) -> Int {
    if !address.id.rawValue.hasPrefix("osm:") { return 0 }
    switch address.positionQuality {
    case "entrance": return 1
    case "node": return 2
    default: return 3
    }
  }

  private static func isSame(_ a: Address, _ b: Address) -> Bool {
    func agree(_ x: String?, _ y: String?) -> Bool { x == nil || y == nil || x == y }
    return agree(a.postcode, b.postcode) && agree(a.city, b.city)
      && a.location.distance(to: b.location) <= reach
  }

  private static func merge(_ other: Address, into kept: inout Address) {
    kept.municipalityKey = kept.municipalityKey ?? other.municipalityKey
    kept.city = kept.city ?? other.city
    kept.postcode = kept.postcode ?? other.postcode
    kept.district = kept.district ?? other.district
    kept.mergedIDs = Set(kept.mergedIDs + [other.id] + other.mergedIDs).sorted()
    if kept.dwellingsAreEstimated && !other.dwellingsAreEstimated {
      kept.dwellings = other.dwellings
      kept.dwellingsAreEstimated = false
    }
  }
}
