import Geospatial
import HTTPServing
import PublicProjection

/// The features that a request selects, and the requested page of them.
struct FeatureSelection {
  /// A greater limit is reduced to this one (OGC 17-069r4, 7.15.2).
  private static let maximumLimit = 10_000

  /// The number of selected features.
  let count: Int
  /// The index of the first feature on the page.
  let offset: Int
  /// The maximum number of features on a page.
  let limit: Int
  /// The numbers of the addresses on the page.
  let page: [Int32]

  /// Parses the parameters.
  init(_ target: RequestTarget, _ snapshot: Snapshot) throws(RequestFault) {
    limit = min(try Self.number("limit", from: 1, target) ?? 1000, Self.maximumLimit)
    offset = try Self.number("offset", from: 0, target) ?? 0
    try DateTimeParameter.check(try target.value("datetime"))
    let availability = try Self.availability(target)
    let district = try target.value("district")
    let boxed = try Self.within(target, snapshot)
    let all = 0..<Int32(snapshot.data.count)
    guard boxed != nil || availability != nil || district != nil else {
      count = all.count
      page = Array(all.dropFirst(offset).prefix(limit))
      return
    }
    let chosen = (boxed ?? Array(all)).filter { number in
      let address = snapshot.data.addresses[Int(number)]
      return availability.map { $0 == address.finding.availability } ?? true
        && district.map { $0 == address.district } ?? true
    }
    count = chosen.count
    page = Array(chosen.dropFirst(offset).prefix(limit))
  }

  private static func number(
    _ name: String, from least: Int, _ target: RequestTarget
  ) throws(RequestFault) -> Int? {
    guard let text = try target.value(name) else { return nil }
    guard let number = Int(text), number >= least, number <= 1_000_000_000 else {
      throw RequestFault(.badRequest, "\(name) must be a whole number of at least \(least)")
    }
    return number
  }

  private static func availability(_ target: RequestTarget) throws(RequestFault) -> Availability? {
    guard let text = try target.value("class") else { return nil }
    guard let availability = Availability(rawValue: text) else {
      let known = Availability.allCases.map(\.rawValue).joined(separator: ", ")
      throw RequestFault(.badRequest, "class must be one of \(known)")
    }
    return availability
  }

  /// The addresses within the bounding box of the request, in ascending order; `nil` without a
  /// bounding box.
  private static func within(
    _ target: RequestTarget, _ snapshot: Snapshot
  ) throws(RequestFault) -> [Int32]? {
    let projections = snapshot.projections
    let system = try target.value("bbox-crs").map(projections.system) ?? .crs84
    guard let text = try target.value("bbox") else { return nil }
    var found: [Int32] = []
    for box in try boxes(text, system) {
      let near = snapshot.data.numbers(in: projections.degrees(around: box, in: system))
      let positions = near.map { snapshot.data.addresses[Int($0)].position }
      let projected = projections.project(positions, to: system)
      found += zip(near, projected).filter { box.contains($1) }.map(\.0)
    }
    return found.sorted()
  }

  /// The rectangles of a bounding box: two if it crosses the antimeridian (RFC 7946, 5.2).
  private static func boxes(
    _ text: String, _ system: Projections.System
  ) throws(RequestFault) -> [Envelope] {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
      .map { $0?.isFinite == true ? $0 : nil }
    let ordinates = numbers.compactMap(\.self)
    guard ordinates.count == numbers.count, ordinates.count == 4 || ordinates.count == 6 else {
      throw RequestFault(.badRequest, "bbox must be four or six numbers separated by commas")
    }
    // If there are six numbers, the third and the sixth are heights, which addresses do not have.
    let lower = Coordinate(x: ordinates[0], y: ordinates[1])
    let upper =
      ordinates.count == 4
      ? Coordinate(x: ordinates[2], y: ordinates[3]) : Coordinate(x: ordinates[3], y: ordinates[4])
    guard lower.y <= upper.y, lower.x <= upper.x || system == .crs84 else {
      throw RequestFault(.badRequest, "bbox must start with its lower corner")
    }
    if lower.x <= upper.x { return [Envelope(lower, upper)] }
    return [
      Envelope(lower, Coordinate(x: 180, y: upper.y)),
      Envelope(Coordinate(x: -180, y: lower.y), upper),
    ]
  }
}

/// Validates the parameter `datetime`.
///
/// Features without a time match every well-formed value (RFC 3339, 5.6; OGC 17-069r4, 7.15.4).
enum DateTimeParameter {
  static func check(_ text: String?) throws(RequestFault) {
    guard let text else { return }
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    let isOpen = ends.count == 2 && ends.allSatisfy { $0.isEmpty || $0 == ".." }
    let isValid = ends.allSatisfy {
      isInstant($0) || (ends.count == 2 && ($0.isEmpty || $0 == ".."))
    }
    guard (1...2).contains(ends.count), isValid, !isOpen else {
      throw RequestFault(
        .badRequest, "datetime must be an RFC 3339 time or an interval of two such times")
    }
  }

  private static func isInstant(_ text: Substring) -> Bool {
    let date = /[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])/
    let time = /T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+\-][0-9]{2}:[0-9]{2})/
    guard let match = text.prefixMatch(of: date) else { return false }
    let rest = text[match.range.upperBound...]
    return rest.isEmpty || rest.wholeMatch(of: time) != nil
  }
}
