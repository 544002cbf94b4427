public import AddressSearch
import Importing
public import NetworkModel
import ProjectStore
import Rules
public import TrenchPlanning

/// Finds the cheapest way to connect orders to the network as built, and reserves capacity for
/// them.
public struct ConnectOrders: Sendable {
  /// What becomes of the plan.
  public enum Commitment: Hashable, Sendable {
    /// Nothing is stored.
    case none
    /// The plan is stored, and its capacity is reserved for a number of days that the rules define.
    case reservation
    /// The plan is stored and its capacity is reserved until it is built; a dwelling that has shown
    /// interest gets a contract, entered by an actor.
    case booking(actor: String)
  }

  /// The connection of the orders.
  public struct Output: Sendable {
    /// The plan; `nil` where there is no order to plan.
    public var infill: Infill?
    /// The number of the reservation, where one was made.
    public var reservation: Int64?
    /// The end of the reservation; `nil` for a booking.
    public var expires: Timestamp?
    /// The numbers of the contract events that were entered.
    public var contracts: [Int64] = []
    /// Addresses that were asked for and are connected already.
    public var alreadyConnected: [AddressEntry] = []
    /// The number of open orders that wait for the consent of the owner, and were left out.
    public var withoutConsent = 0
    /// The number of open orders whose address is no longer in the project.
    public var notOnFile = 0

    /// Whether at least one order is served.
    public var servesAny: Bool { infill?.orders.contains { $0.shareInCents != nil } ?? false }
  }

  /// What is planned, and how; the scenario is the name that the plan is stored under.
  public var request: PlanRequest
  /// Addresses as somebody writes them.
  public var addresses: [String]
  /// The path of a file that lists addresses.
  public var selection: String?
  /// Whether all open orders are planned.
  public var takesOpenOrders: Bool
  /// What becomes of the plan.
  public var commitment: Commitment

  /// Describes the orders.
  public init(
    _ request: PlanRequest, addresses: [String] = [], selection: String? = nil,
    takesOpenOrders: Bool = false, commitment: Commitment = .reservation
  ) {
    self.request = request
    self.addresses = addresses
    self.selection = selection
    self.takesOpenOrders = takesOpenOrders
    self.commitment = commitment
  }

  /// Reads the inputs in one snapshot, plans, and stores plan, reservation and contracts in one
  /// transaction.
  ///
  /// - Throws: `ProjectStoreError`, `RulesFileError`; `PlanningError` where no plan can be made.
  public func run(reporting progress: some ProgressSink = NoProgress()) throws -> Output {
    let project = try Project(
      path: request.project, readOnly: commitment == .none, wait: request.wait)
    let rules = try PlanningRules(file: request.rules)
    let now = Timestamp.now
    var output = Output()
    let (inventory, digests, orders) = try inputs(of: project, at: now, &output)
    guard !orders.isEmpty else { return output }
    progress.report(.planningOrders(orders.count))
    let infill = try Infill(
      orders, in: inventory, rules: rules, options: request.options, inputDigests: digests)
    output.infill = infill
    if commitment != .none && output.servesAny { try keep(infill, in: project, now, &output) }
    return output
  }

  /// The inventory without the capacity that is reserved for others, its digests, and the orders.
  private func inputs(of project: Project, at now: Timestamp, _ output: inout Output) throws
    -> (Inventory, [String: String], Set<AddressID>)
  {
    let listed = try selection.map(AddressSelection.read) ?? []
    return try project.reading {
      var inventory = try project.inventory()
      let orders = try self.orders(listed, in: project, inventory, &output)
      inventory.withhold(try project.reservedSlots(at: now, except: orders))
      return (inventory, try project.inputDigests(), orders)
    }
  }

  /// The addresses to connect, without those that are connected already.
  private func orders(
    _ listed: [String], in project: Project, _ inventory: Inventory, _ output: inout Output
  ) throws -> Set<AddressID> {
    var orders: Set<AddressID> = []
    for entry in try project.addresses(writtenAs: addresses + listed) {
      if inventory.connected.contains(entry.addressID) {
        output.alreadyConnected.append(entry)
      } else {
        orders.insert(entry.addressID)
      }
    }
    guard takesOpenOrders else { return orders }
    let open = try project.openOrders()
    output.withoutConsent = open.refused.count
    orders.formUnion(open.open)
    let onFile = Set(inventory.addresses.map(\.id))
    output.notOnFile = orders.subtracting(onFile).count
    return orders.intersection(onFile)
  }

  private func keep(
    _ infill: Infill, in project: Project, _ now: Timestamp, _ output: inout Output
  ) throws {
    var actor: String?
    if case .booking(let name) = commitment {
      actor = name
    } else {
      output.expires = Timestamp(
        seconds: now.seconds + Int64(infill.reservationDays) * 86_400)
    }
    let kept = try project.keep(
      infill.outcome.plan, holding: infill.slots,
      for: infill.orders.compactMap { order in
        order.shareInCents.map { (order.address.id, $0) }
      }, from: now, until: output.expires, bookedBy: actor)
    output.reservation = kept.batch
    output.contracts = kept.events
  }
}
