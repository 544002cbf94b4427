public import CommandLineKit
public import TrenchPlanning

extension PlanningError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .rootInObstacle(let root, let obstacle):
      Failure(
        .badData, "\(root) is in \(obstacle)", fix: "move it to dry ground that can be built on")
    case .rootOutOfReach(let root, let metres):
      Failure(
        .badData, "\(root) has no street within \(Int(metres)) m",
        fix: "move it, import the streets around it, or raise drop.max_length_metres")
    case .noAddresses(let area):
      Failure(
        .badData, "there is no address in \(area ?? "the project")",
        fix: "import addresses first\(area == nil ? "" : ", or choose another area")")
    case .noStreets(let area):
      Failure(
        .badData, "there is no street in \(area ?? "the project")", fix: "import streets first")
    case .unknownArea(let name, let known):
      Failure(
        .usage, "there is no area named \(name)",
        fix: known.isEmpty ? "import areas first" : "choose from \(known.joined(separator: ", "))")
    case .noNetwork:
      Failure(
        .badData, "there is no PoP and no conduit with free capacity",
        fix: "import them, or name the other end with --from")
    case .addressOutOfReach(let address):
      Failure(
        .badData, "no path leads from \(address) to a street", fix: "find it with `trasse check`")
    case .noRoute:
      Failure(
        .badData, "the two ends are not connected",
        fix: "list the islands of the street network with `trasse check`")
    case .quotaOutOfReach(let quota, let homes):
      Failure(
        .failure, "only \(homes) homes can be reached, and the quota is \(quota)",
        fix: "lower the quota, or see in the exceptions of a plan for all homes why the others "
          + "cannot be reached")
    case .changedData:
      Failure(
        .badData, "the network of the plan is not in the data of the project",
        fix: "plan again, because the data or the rules have changed")
    case .popOverCapacity(let pop, let capacity, let dwellings):
      Failure(
        .failure, "\(pop) can serve \(capacity) dwellings and would have to serve \(dwellings)",
        fix: "raise its capacity, or add a PoP with free capacity near it")
    case .capacitiesUnsatisfiable:
      Failure(.failure, "the capacities of conduits and PoPs cannot be satisfied")
    case .problemTooLarge:
      Failure(
        .failure, "too many homes for one plan, or prices too high to be summed exactly",
        fix: "plan areas one by one with --within")
    }
  }
}
