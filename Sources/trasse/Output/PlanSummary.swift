import Analyses
import CommandLineKit
import NetworkModel
import Operations
import ProjectStore
import Rules
import TextFormats
import TrenchPlanning

/// The numbers of a plan, as text and as JSON.
struct PlanSummary {
  private let outcome: PlanOutcome
  /// `nil` for a plan that was made by an earlier run.
  private let plan: TimedPlan?

  private var isFromEarlierRun: Bool { plan == nil }

  init(_ plan: TimedPlan) {
    outcome = plan.outcome
    self.plan = plan
  }

  /// A plan that was made by an earlier run, without what is not stored with it: the statistics by
  /// district, the notes, the durations and, unless it is a cost, the value of its objective.
  init(stored outcome: PlanOutcome) {
    self.outcome = outcome
    plan = nil
  }

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
    if outcome.result != nil || isFromEarlierRun && scenario.objective != .all {
      members.append(
        ("objective", .object(Self.members(scenario.objective) + Self.members(outcome.result))))
    }
    members += Self.bill(outcome.total)
    guard let plan else { return .object(members) }
    members += [
      (
        "districts",
        .array(
          outcome.districts.map { district in
            .object(
              [("district", .optional(district.district))] + Self.members(district)
                + [
                  ("cost_cents", .integer(district.costInCents)),
                  ("lower_bound_cents", .integer(district.lowerBoundInCents)),
                  ("gap", .decimal(district.gap, places: 6)),
                ] + Self.bill(district))
          })
      ),
      (
        "seconds",
        .object([
          ("graph", .decimal(outcome.seconds.graph, places: 3)),
          ("optimise", .decimal(outcome.seconds.optimise, places: 3)),
          ("design", .decimal(outcome.seconds.design, places: 3)),
          ("store", .decimal(plan.storeTime.inSeconds, places: 3)),
          ("total", .decimal(plan.totalTime.inSeconds, places: 3)),
        ])
      ),
    ]
    return .object(members)
  }

  private static func members(_ objective: Objective) -> [(String, JSONText)] {
    let kind = ("kind", JSONText.text(objective.kind.rawValue))
    switch objective {
    case .all, .profit: return [kind]
    case .budget(let cents): return [kind, ("budget_cents", .integer(cents))]
    case .quota(let homes): return [kind, ("quota", .integer(homes))]
    }
  }

  private static func members(_ result: ObjectiveResult?) -> [(String, JSONText)] {
    guard let result else { return [] }
    var members: [(String, JSONText)] = []
    if !result.isMaximised || result.unit == .cents {
      members.append(("homes", .integer(result.homes)))
    }
    let names =
      switch (result.isMaximised, result.unit) {
      case (false, _): ("value_cents", "bound_cents")
      case (true, .cents): ("revenue_cents", "bound_revenue_cents")
      case (true, .homes): ("homes", "bound_homes")
      }
    members += [
      (names.0, .integer(result.value)), (names.1, .integer(result.bound)),
      ("gap", .decimal(result.gap, places: 6)), ("optimal", .bool(result.isOptimal)),
    ]
    return members
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

  /// Several plans, one line each.
  static func table(_ summaries: [PlanSummary]) -> String {
    var table = Table()
    table.add("plan", "served", "excepted", "trench km", "cost", "at least", "gap %")
    for summary in summaries {
      let (scenario, total) = (summary.outcome.plan.scenario, summary.outcome.total)
      table.add(
        scenario.name, NumberStyle.grouped.text(total.addressesServed),
        NumberStyle.grouped.text(total.addressesExcepted),
        NumberStyle.plain.text(total.trenchMetres / 1000, places: 2),
        NumberStyle.grouped.euros(cents: scenario.costInCents),
        NumberStyle.grouped.euros(cents: scenario.lowerBoundInCents),
        NumberStyle.plain.text(scenario.gap * 100, places: 2))
    }
    return table.text
  }

  var text: String {
    let scenario = outcome.plan.scenario
    let total = outcome.total
    var table = Table()
    table.add("addresses served", NumberStyle.grouped.text(total.addressesServed))
    table.add("addresses excepted", NumberStyle.grouped.text(total.addressesExcepted))
    table.add("dwellings served", NumberStyle.grouped.text(total.dwellingsServed))
    table.add("trench", "\(NumberStyle.plain.text(total.trenchMetres / 1000, places: 2)) km")
    for kind in ["trench", "drop", "conduit"] {
      table.add("  \(kind)", NumberStyle.grouped.euros(cents: total.costByKind[kind] ?? 0))
    }
    table.add("cost", NumberStyle.grouped.euros(cents: scenario.costInCents))
    table.add("lower bound", NumberStyle.grouped.euros(cents: scenario.lowerBoundInCents))
    table.add("gap", NumberStyle.plain.percent(scenario.gap, places: 3))
    var text = "Plan \(scenario.name.visibleOnOneLine)\n" + table.text
    if outcome.districts.count > 1 {
      var districts = Table()
      districts.add("district", "served", "excepted", "trench km", "cost", "at least", "gap %")
      for district in outcome.districts {
        districts.add(
          district.district ?? "(none)", NumberStyle.grouped.text(district.addressesServed),
          NumberStyle.grouped.text(district.addressesExcepted),
          NumberStyle.plain.text(district.trenchMetres / 1000, places: 2),
          NumberStyle.grouped.euros(cents: district.costInCents),
          NumberStyle.grouped.euros(cents: district.lowerBoundInCents),
          NumberStyle.plain.text(district.gap * 100, places: 2))
      }
      text += "\n" + districts.text
    }
    return text + "\n" + proof
  }

  private static func proof(ofQuota gap: Double, _ least: String, isOptimal: Bool) -> String {
    isOptimal
      ? "Proven: no plan reaches as many homes at a lower cost.\n"
      : "Proven: no plan reaches as many homes for less than \(least) "
        + "(gap \(NumberStyle.plain.percent(gap, places: 3))).\n"
  }

  /// The proof in a sentence.
  private var proof: String {
    let scenario = outcome.plan.scenario
    let least = NumberStyle.grouped.euros(cents: scenario.lowerBoundInCents)
    guard let result = outcome.result, result.objective != .all else {
      switch scenario.objective {
      case .quota where isFromEarlierRun:
        return Self.proof(ofQuota: scenario.gap, least, isOptimal: scenario.isOptimal)
      case .profit where isFromEarlierRun, .budget where isFromEarlierRun:
        return "The objective was \(scenario.objective.kind.rawValue); `trasse verify` checks the "
          + "stored bound.\n"
      default: break
      }
      return scenario.isOptimal
        ? "Proven: no plan under these rules is cheaper.\n"
        : "Proven: no plan under these rules costs less than \(least).\n"
    }
    let gap = "gap \(NumberStyle.plain.percent(result.gap, places: 3))"
    func amount(_ value: Int64) -> String {
      result.unit == .cents
        ? NumberStyle.grouped.euros(cents: value) : "\(NumberStyle.grouped.text(Int(value))) homes"
    }
    switch result.objective {
    case .all, .quota:
      return Self.proof(ofQuota: result.gap, least, isOptimal: result.isOptimal)
    case .profit:
      return "Cost and revenue given up come to \(amount(result.value)).\n"
        + (result.isOptimal
          ? "Proven: no plan under these rules comes to less.\n"
          : "Proven: no plan under these rules comes to less than \(amount(result.bound)) (\(gap)).\n")
    case .budget:
      return "Reached within the budget: \(amount(result.value)).\n"
        + (result.isOptimal
          ? "Proven: no plan reaches more.\n"
          : "Proven: no plan reaches more than \(amount(result.bound)) (\(gap)).\n")
    }
  }
}
