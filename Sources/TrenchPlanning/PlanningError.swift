/// Why a plan cannot be made at all.
public enum PlanningError: Error, Hashable {
  /// A PoP stands in water, on rails or on a motorway.
  case rootInObstacle(root: String, obstacle: String)
  /// A PoP has no street, path or conduit within reach.
  case rootOutOfReach(root: String, metres: Double)
  /// The project, or the area asked for, holds no address.
  case noAddresses(area: String?)
  /// The project, or the area asked for, holds no street.
  case noStreets(area: String?)
  /// No area has that name.
  case unknownArea(String, known: [String])
  /// There is no PoP and no conduit with room to start from.
  case noNetwork
  /// No way leads from an address to a street.
  case addressOutOfReach(String)
  /// Nothing joins the two places.
  case noRoute
  /// Fewer homes can be reached than the quota asks for.
  case quotaOutOfReach(quota: Int64, homes: Int64)
  /// A plan does not lie in the data any more.
  case changedData
  /// A hard limit cannot be met.
  case hardLimit(String)
}

extension PlanningError: CustomStringConvertible {
  /// What is wrong and how to fix it.
  public var description: String {
    switch self {
    case .rootInObstacle(let root, let obstacle):
      "\(root) lies in \(obstacle). Fix: move it to dry, buildable ground."
    case .rootOutOfReach(let root, let metres):
      "\(root) has no street within \(Int(metres)) m. "
        + "Fix: move it, import the streets around it, or raise drop.max_length_metres."
    case .noAddresses(let area):
      "there is no address in \(area ?? "the project"). Fix: import addresses first"
        + (area == nil ? "." : ", or choose another area.")
    case .noStreets(let area):
      "there is no street in \(area ?? "the project"). Fix: import streets first."
    case .unknownArea(let name, let known):
      "there is no area named \(name). Fix: "
        + (known.isEmpty ? "import areas first." : "known are \(known.joined(separator: ", ")).")
    case .noNetwork:
      "there is no PoP and no conduit with room. Fix: import them, or name the other end with --from."
    case .addressOutOfReach(let address):
      "no way leads from \(address) to a street. Fix: see it in `trasse check`."
    case .noRoute: "nothing joins the two places. Fix: see the islands in `trasse check`."
    case .quotaOutOfReach(let quota, let homes):
      "only \(homes) homes can be reached, and the quota is \(quota). Fix: lower the quota, or see in "
        + "the exceptions of a plan for all homes what keeps the others out."
    case .changedData:
      "the plan's network is not found in the project's data. Fix: the data, or the rules, have changed "
        + "since it was made; plan again."
    case .hardLimit(let sentence): sentence
    }
  }
}
