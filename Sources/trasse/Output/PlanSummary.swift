import AccessNetwork
import Planning

/// A plan's numbers for people and for programs.
struct PlanSummary {
  let outcome: PlanOutcome
  let storeSeconds: Double
  let totalSeconds: Double

  var json: JSONText {
    let scenario = outcome.plan.scenario
    var members: [(String, JSONText)] = [
      ("scenario", .text(scenario.name)), ("program", .text(scenario.program)),
      (
        "inputs",
        .object(
          scenario.inputDigests.keys.sorted().map { ($0, .text(scenario.inputDigests[$0] ?? "")) })
      ),
      ("rules", .text(scenario.rulesDigest)),
    ]
    members += Self.members(outcome.total)
    members += [
      ("cost_cents", .integer(scenario.costInCents)),
      ("lower_bound_cents", .integer(scenario.lowerBoundInCents)),
      ("gap", .decimal(scenario.gap, places: 6)), ("optimal", .bool(scenario.isOptimal)),
    ]
    members += Self.bill(outcome.total)
    members += [
      (
        "districts",
        .array(
          outcome.districts.map { district in
            .object(
              [("district", .optional(district.district))] + Self.members(district)
                + [("cost_cents", .integer(district.costInCents))] + Self.bill(district))
          })
      ),
      (
        "seconds",
        .object([
          ("graph", .decimal(outcome.seconds.graph, places: 3)),
          ("optimise", .decimal(outcome.seconds.optimise, places: 3)),
          ("design", .decimal(outcome.seconds.design, places: 3)),
          ("store", .decimal(storeSeconds, places: 3)),
          ("total", .decimal(totalSeconds, places: 3)),
        ])
      ),
    ]
    return .object(members)
  }

  private static func members(_ totals: PlanOutcome.Totals) -> [(String, JSONText)] {
    [
      (
        "addresses",
        .object([
          ("total", .count(totals.addresses)), ("served", .count(totals.addressesServed)),
          ("excepted", .count(totals.addressesExcepted)),
        ])
      ),
      (
        "dwellings",
        .object([
          ("total", .count(totals.dwellings)), ("served", .count(totals.dwellingsServed)),
        ])
      ),
    ]
  }

  private static func bill(_ totals: PlanOutcome.Totals) -> [(String, JSONText)] {
    [
      (
        "cost_by",
        .object(
          ["trench", "drop", "conduit"].map { ($0, .integer(totals.costByKind[$0] ?? 0)) })
      ),
      ("trench_m", .decimal(totals.trenchMetres, places: 3)),
    ]
  }

  var text: String {
    let scenario = outcome.plan.scenario
    let total = outcome.total
    var table = Table()
    table.add("addresses served", Fixed.grouped(total.addressesServed))
    table.add("addresses excepted", Fixed.grouped(total.addressesExcepted))
    table.add("dwellings served", Fixed.grouped(total.dwellingsServed))
    table.add("trench", "\(Fixed.text(total.trenchMetres / 1000, places: 2)) km")
    for kind in ["trench", "drop", "conduit"] {
      table.add("  \(kind)", Fixed.euro(total.costByKind[kind] ?? 0))
    }
    table.add("cost", Fixed.euro(scenario.costInCents))
    table.add("lower bound", Fixed.euro(scenario.lowerBoundInCents))
    table.add("gap", "\(Fixed.text(scenario.gap * 100, places: 3)) %")
    var text = "Plan \(scenario.name)\n" + table.text
    if outcome.districts.count > 1 {
      var districts = Table()
      districts.add("district", "served", "excepted", "trench km", "cost")
      for district in outcome.districts {
        districts.add(
          district.district ?? "(none)", Fixed.grouped(district.addressesServed),
          Fixed.grouped(district.addressesExcepted),
          Fixed.text(district.trenchMetres / 1000, places: 2), Fixed.euro(district.costInCents))
      }
      text += "\n" + districts.text
    }
    text +=
      scenario.isOptimal
      ? "\nProven: no plan under these rules is cheaper.\n"
      : "\nProven: no plan under these rules costs less than "
        + "\(Fixed.euro(scenario.lowerBoundInCents)).\n"
    return text
  }
}
