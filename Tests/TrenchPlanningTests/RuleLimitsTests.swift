import FoundationEssentials
import NetworkModel
import Rules
import TestSupport
import Testing

import TrenchPlanning

/// Numbers of rules beyond their limits are refused, and plans are made at the limits.
struct RuleLimitsTests: PlanTesting {
  /// The paths of all rules that are numbers.
  private static func numbers() throws -> [[String]] {
    var paths: [[String]] = []
    func collect(_ value: JSONValue, at path: [String]) {
      if case .number = value { paths.append(path) }
      guard case .object(let members) = value else { return }
      for (key, member) in members.sorted(by: { $0.key < $1.key }) {
        collect(member, at: path + [key])
      }
    }
    collect(try JSONValue(document: Data(PlanningRules.standard().canonical.utf8)), at: [])
    return paths
  }

  private static func document(_ path: [String], _ value: String) -> String {
    path.reversed().reduce(value) { "{\"\($1)\": \($0)}" }
  }

  @Test(arguments: ["-1", "1e12", "1e15", "1e18", "1e300", "-1e300"])
  func `a number beyond the limits is refused with its path`(value: String) throws {
    let paths = try Self.numbers()
    #expect(paths.count > 80)
    for path in paths {
      do {
        _ = try PlanningRules(overriding: Array(Self.document(path, value).utf8))
        Issue.record("\(path) takes \(value)")
      } catch RulesError.outsideLimits(let named, _, _) {
        #expect(named == path.joined(separator: "."))
      }
    }
  }

  @Test func `a number near 0 is refused where it is divided by`() throws {
    for path in [["conduits", "opening_spacing_metres"], ["conduits", "dwellings_per_slot"]] {
      for value in ["1e-300", "0.5"] {
        #expect(throws: RulesError.self) {
          _ = try PlanningRules(overriding: Array(Self.document(path, value).utf8))
        }
      }
    }
  }

  @Test func `plans are made with every rule at its upper limit`() throws {
    let inventory = StreetMap(
      """
      P  1   2   3   4
      a-----b---------c
      """
    ).inventory()
    var planned = 0
    for path in try Self.numbers() {
      do {
        _ = try PlanningRules(overriding: Array(Self.document(path, "1e300").utf8))
      } catch RulesError.outsideLimits(_, _, let limits) {
        let whole = limits.upperBound == 1 ? 1 : limits.upperBound
        for objective in [Objective.all, .quota(homes: 3), .profit] {
          // A rule at its limit may leave no way to plan; that is an error, not a trap.
          let outcome = try? plan(
            inventory, objective, rules: Self.document(path, "\(Int(whole))"))
          if outcome != nil { planned += 1 }
        }
      }
    }
    #expect(planned > 200)
  }
}
