/// The number of addresses of each availability class in a district.
public struct DistrictStatistics: Hashable, Sendable {
  /// Smaller counts are suppressed, since they would reveal information about single buildings.
  ///
  /// Source: Ofcom, Connected Nations data notes (connections suppressed below four).
  public static let leastCount = 4

  /// The town; `nil` for the total, and for addresses without a town.
  public let city: String?
  /// The district; `nil` for the total, and for addresses without a district.
  public let district: String?
  /// Whether this is the total of all addresses.
  public let isWhole: Bool
  /// The number of addresses; `nil` below four.
  public let addresses: Int?
  /// The number of addresses of each class; `nil` if a count below four could be derived from it.
  public let counts: [Availability: Int]?

  /// Counts all addresses, and those of each district.
  ///
  /// The total comes first.
  ///
  /// If a class has one to three addresses, all classes of the district are suppressed. If only one
  /// district is suppressed, the smallest other district is suppressed too; otherwise the counts
  /// could be derived from the total.
  static func count(_ addresses: [PublicAddress]) -> [DistrictStatistics] {
    struct District: Hashable, Comparable {
      let city: String
      let district: String
      static func < (left: Self, right: Self) -> Bool {
        (left.city, left.district) < (right.city, right.district)
      }
    }
    var whole: [Availability: Int] = [:]
    var districts: [District: [Availability: Int]] = [:]
    for address in addresses {
      let district = District(city: address.city ?? "", district: address.district ?? "")
      districts[district, default: [:]][address.finding.availability, default: 0] += 1
      whole[address.finding.availability, default: 0] += 1
    }
    func total(_ counts: [Availability: Int]) -> Int { counts.values.reduce(0, +) }
    func isRevealing(_ counts: [Availability: Int]) -> Bool {
      counts.values.contains { $0 < leastCount }
    }
    var hidden = Set(districts.filter { isRevealing($0.value) }.keys)
    if hidden.count == 1,
      let next = districts.filter({ !hidden.contains($0.key) })
        .min(by: { (total($0.value), $0.key) < (total($1.value), $1.key) })
    {
      hidden.insert(next.key)
    }
    func row(_ district: District?, _ counts: [Availability: Int], isHidden: Bool) -> Self {
      let sum = total(counts)
      func optional(_ text: String?) -> String? { text?.isEmpty == false ? text : nil }
      return DistrictStatistics(
        city: optional(district?.city), district: optional(district?.district),
        isWhole: district == nil,
        addresses: sum < leastCount ? nil : sum, counts: isHidden ? nil : counts)
    }
    return [row(nil, whole, isHidden: isRevealing(whole))]
      + districts.sorted { $0.key < $1.key }.map {
        row($0.key, $0.value, isHidden: hidden.contains($0.key))
      }
  }
}
