import Geospatial
public import NetworkModel
public import Rules
import TextFormats

/// The comparison of surveyed works with a plan: the segment that each work follows, and the drift.
///
/// Works and plan are divided into pieces of at most one metre. A piece of a work follows the
/// nearest planned segment of its class within the tolerance; drops are one class and all other
/// segments are another. A piece without such a segment is off the plan. Planned pieces near a work
/// count as built, except those of a segment that a work merely touches at a junction: less than
/// half of the segment, and less than twice the tolerance, is near a work. A work without a cost of
/// its own costs as much per metre as the segment that it follows, or, off the plan, as much as the
/// average trench of the plan.
public struct PlanMatch: Sendable {
  /// The works, each with the segment that it follows and its length off the plan.
  public let works: [BuiltWork]
  /// Planned and built lengths and costs of the same stretches.
  public let drift: Survey.Drift

  /// Compares works with a plan.
  ///
  /// Without a plan all works are off the plan, and only their own costs count. If a survey has
  /// both ducts and trenches, only the trenches are measured, because the ducts are inside them.
  ///
  /// - Complexity: O((w + p) log p) for w metres of works and p metres of plan.
  public init(_ works: [BuiltWork], to plan: Plan?, rules: PlanningRules) {
    let tolerance = rules.asBuilt.toleranceMetres
    let measured: Set<BuiltWork.Kind> =
      works.contains { $0.kind == .trench } ? [.trench, .drop] : [.conduit, .drop]
    let segments = plan?.trench.filter { $0.kind != .conduit } ?? []
    let common = segments.filter { $0.kind != .drop }
    let metreCents =
      common.reduce(0) { $0 + $1.length } > 0
      ? Double(common.reduce(0) { $0 + $1.costInCents }) / common.reduce(0) { $0 + $1.length } : 0
    var drift = Survey.Drift()
    var matched = works
    for isDrop in [false, true] {
      let planned = segments.filter { ($0.kind == .drop) == isDrop }
      let index = LineIndex(planned.map(\.line))
      let own = works.indices.filter {
        works[$0].kind.isLine && (works[$0].kind == .drop) == isDrop
      }
      for number in own {
        let pieces = Pieces(works[number].line)
        var metres: [Int32: Double] = [:]
        for middle in pieces.middles {
          metres[index.nearest(to: middle, within: tolerance) ?? -1, default: 0] += pieces.length
        }
        matched[number].offPlanMetres = metres[-1] ?? 0
        let most = metres.filter { $0.key >= 0 }.max { ($0.value, $1.key) < ($1.value, $0.key) }
        matched[number].segmentID = most.map { planned[Int($0.key)].id }
        guard measured.contains(works[number].kind) else { continue }
        drift.builtMetres += works[number].length
        drift.offPlanMetres += metres[-1] ?? 0
        drift.builtCents +=
          works[number].costInCents
          ?? metres.keys.sorted().reduce(0) { sum, key in
            let segment = key >= 0 ? planned[Int(key)] : nil
            let rate = segment.map { Double($0.costInCents) / max(0.001, $0.length) } ?? metreCents
            return sum + Self.cents((metres[key] ?? 0) * rate)
          }
      }
      let courses = LineIndex(
        own.filter { measured.contains(works[$0].kind) }.compactMap { works[$0].line })
      for segment in planned {
        let pieces = Pieces(segment.line)
        let near =
          pieces.length * Double(pieces.middles.count { courses.isWithin(tolerance, of: $0) })
        guard near > 0, near >= min(2 * tolerance, segment.length / 2) else { continue }
        drift.plannedMetres += near
        drift.plannedCents += Self.cents(
          Double(segment.costInCents) * near / max(0.001, segment.length))
      }
    }
    for path in [\Survey.Drift.plannedMetres, \.builtMetres, \.offPlanMetres] {
      drift[keyPath: path] = (drift[keyPath: path] * 1000).rounded() / 1000
    }
    self.works = matched
    self.drift = drift
  }

  /// An amount in whole cents, limited so that the sum of all of them is in range.
  private static func cents(_ amount: Double) -> Int64 {
    min(max(Int64(saturating: amount), -1_000_000_000_000), 1_000_000_000_000)
  }

  /// Whether lengths or costs differ by more than the rules consider usual.
  public static func isBeyondTarget(_ drift: Survey.Drift, _ rules: PlanningRules) -> Bool {
    [drift.byLength, drift.byCost].contains {
      $0.map { $0.magnitude > rules.asBuilt.driftTarget } ?? false
    }
  }

  /// Assigns each drop and house entry without an address to the nearest address within reach.
  ///
  /// - Returns: the works, and the number of drops and house entries without an address in reach.
  public static func addressed(
    _ works: [BuiltWork], _ addresses: [Address], rules: PlanningRules
  ) -> (works: [BuiltWork], without: Int) {
    let reach = rules.asBuilt.entryMetres
    let index = SpatialIndex(addresses.map { Envelope($0.location, $0.location) })
    var addressed = works
    var without = 0
    for number in works.indices
    where works[number].kind == .drop || works[number].kind == .houseEntry {
      guard works[number].addressID == nil else { continue }
      // A drop may be drawn in either direction.
      let places = works[number].line.map { [$0.start, $0.end] } ?? [works[number].place]
      var best: (distance: Double, id: AddressID)?
      for place in places {
        index.search(Envelope(place, place).expanded(by: reach)) { found in
          let address = addresses[Int(found)]
          let candidate = (address.location.distance(to: place), address.id)
          if candidate.0 <= reach && best.map({ candidate < ($0.distance, $0.id) }) ?? true {
            best = candidate
          }
        }
      }
      addressed[number].addressID = best?.id
      if best == nil { without += 1 }
    }
    return (addressed, without)
  }
}

/// A line divided into pieces of at most one metre; the pieces between two vertices have equal
/// lengths.
private struct Pieces {
  private(set) var middles: [Coordinate] = []
  /// The mean length of a piece.
  let length: Double

  init(_ line: LineString?) {
    guard let line else {
      length = 0
      return
    }
    for (start, end) in zip(line.coordinates, line.coordinates.dropFirst()) {
      let leg = Segment(start, end)
      let count = max(1, Int(saturating: leg.length, .up))
      for piece in 0..<count {
        middles.append(leg.point(at: (Double(piece) + 0.5) / Double(count)))
      }
    }
    length = line.length / Double(max(1, middles.count))
  }
}
