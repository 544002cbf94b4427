import AddressSearch
import Foundation
import HTTPServing
import LookupServer
import PublicProjection
import TestSupport

/// A town of three streets in two districts, and a service for it.
struct MadeUpTown {
  let folder: TemporaryFolder
  let data: PublicData

  /// The opaque identifier of the n-th address.
  static func id(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 20 - digits.count) + digits
  }

  static func addresses() -> [PublicAddress] {
    func finding(
      _ availability: Availability, _ period: String?, _ source: FindingSource
    ) -> PublicAddress.Finding {
      .init(availability: availability, period: period, source: source, rule: "bnetza")
    }
    var addresses: [PublicAddress] = []
    func street(
      _ name: String, _ district: String, _ numbers: ClosedRange<Int>, longitude: Double,
      _ finding: PublicAddress.Finding
    ) {
      for number in numbers {
        let suffix = name == "Marktgasse" && number == 5 ? "a" : ""
        addresses.append(
          PublicAddress(
            id: id(addresses.count + 1), street: name,
            number: HouseNumber(number: String(number), suffix: suffix), postcode: "40878",
            city: "Musterstadt", district: district, longitude: longitude,
            latitude: Double(5_130_000 + number * 20) / 100_000, finding: finding))
      }
    }
    street("Marktgasse", "Mitte", 1...8, longitude: 6.85, finding(.available, nil, .network))
    street(
      "Mühlenweg", "Mitte", 1...6, longitude: 6.852,
      finding(.underConstruction, "2027-Q1", .works))
    street("Kölner Straße", "Ost", 1...5, longitude: 6.86, finding(.planned, "2028", .plan))
    return addresses
  }

  init(_ addresses: [PublicAddress] = MadeUpTown.addresses(), asOf: String = "2026-11-23") throws {
    folder = try TemporaryFolder()
    try PublicFile.write(addresses, asOf: asOf, to: folder.path("public.db"))
    data = try PublicData(path: folder.path("public.db"))
  }

  /// A service with a configuration in JSON.
  func service(_ configuration: String = "{}") throws -> LookupService {
    let file = try folder.write(configuration, to: "configuration.json")
    return try LookupService(data, try Configuration(file: file))
  }
}
