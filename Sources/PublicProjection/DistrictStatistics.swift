/// How many addresses of one district can get fibre.
public struct DistrictStatistics: Hashable, Sendable {
  /// Groups of fewer addresses are withheld: they would disclose single houses.
  ///
  /// Source: Ofcom, Connected Nations data notes (connections suppressed below four).
  public static let leastCount = 4

  /// The town; `nil` for the whole, and where addresses name none.
  public let city: String?
  /// The district; `nil` for the whole, and for addresses that name none.
  public let district: String?
  /// Whether it is the row for all addresses.
  public let isWhole: Bool
  /// How many addresses there are; `nil` below four.
  public let addresses: Int?
  /// How many there are of each class; `nil` where a number below four could be told from what stands
  /// here.
  public let counts: [Availability: Int]?

  /// Counts all addresses, and those of each district; the whole stands first.
  ///
  /// A class of one to three addresses hides all classes of its district. Where one district alone is
  /// hidden, the smallest other is hidden too, for it could be told from the whole otherwise.
  static func count(_ addresses: [PublicAddress]) -> [DistrictStatistics] {
    struct Place: Hashable, Comparable {
      let city: String
      let district: String
      static func < (left: Self, right: Self) -> Bool {
        (left.city, left.district) < (right.city, right.district)
      }
    }
    var whole: [Availability: Int] = [:]
    var places: [Place: [Availability: Int]] = [:]
    for address in addresses {
      let place = Place(city: address.city ?? "", district: address.district ?? "")
      places[place, default: [:]][address.finding.availability, default: 0] += 1
      whole[address.finding.availability, default: 0] += 1
    }
    func total(_ counts: [Availability: Int]) -> Int { counts.values.reduce(0, +) }
    func isTelling(_ counts: [Availability: Int]) -> Bool {
      counts.values.contains { $0 < leastCount }
    }
    var hidden = Set(places.filter { isTelling($0.value) }.keys)
    if hidden.count == 1,
      let next = places.filter({ !hidden.contains($0.key) })
        .min(by: { (total($0.value), $0.key) < (total($1.value), $1.key) })
    {
      hidden.insert(next.key)
    }
    func row(_ place: Place?, _ counts: [Availability: Int], isHidden: Bool) -> Self {
      let sum = total(counts)
      func optional(_ text: String?) -> String? { text?.isEmpty == false ? text : nil }
      return DistrictStatistics(
        city: optional(place?.city), district: optional(place?.district), isWhole: place == nil,
        addresses: sum < leastCount ? nil : sum, counts: isHidden ? nil : counts)
    }
    return [row(nil, whole, isHidden: isTelling(whole))]
      + places.sorted { $0.key < $1.key }.map {
        row($0.key, $0.value, isHidden: hidden.contains($0.key))
      }
  }
}
