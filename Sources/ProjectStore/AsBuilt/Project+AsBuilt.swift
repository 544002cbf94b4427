public import NetworkModel
import GeoPackage

extension Project {
  /// The surveyed works, ordered by id.
  public func builtWorks(at moment: SurveyMoment = SurveyMoment()) throws -> [BuiltWork] {
    let time: SQL = moment.time.map { "built_on <= \($0)" } ?? "TRUE"
    let last: SQL = moment.lastSurvey.map { "survey <= \($0)" } ?? "TRUE"
    return try rows(BuiltRow.self, where: "\(time) AND \(last)").map(\.work)
  }

  /// The surveys, ordered by number.
  public func surveys() throws -> [Survey] { try rows(Survey.self) }

  /// Enters a survey with those of its works that are not on file yet, in one transaction.
  ///
  /// - Parameters:
  ///   - survey: the survey; its number is given here.
  ///   - works: the works.
  /// - Returns: the survey's number and how many of its works are new; no number where none is, and
  ///   nothing is entered then.
  /// - Throws: ``ProjectStoreError`` where the file cannot be written.
  public func enter(_ survey: Survey, _ works: [BuiltWork]) throws -> (number: Int64?, new: Int) {
    try writing {
      let known = Set(try rows(BuiltRow.self).map(\.work.id))
      let new = works.filter { !known.contains($0.id) }
      guard !new.isEmpty else { return (nil, 0) }
      var survey = survey
      survey.number = (try surveys().last?.number ?? 0) + 1
      try replace([survey], where: "FALSE")
      try replace(new.map { BuiltRow($0, of: survey) }, where: "FALSE")
      return (survey.number, new.count)
    }
  }

  // MARK: Reservations

  /// The reservations that hold at a moment: not expired, or booked, or overtaken by the work
  /// itself.
  public func reservations(at moment: Timestamp) throws -> [Reservation] {
    let begun = Set(
      try standings().filter {
        $0.status.building?.works.reaches(.ductAtParcel) ?? false
      }.compactMap(\.addressID))
    return try rows(Reservation.self).filter { reservation in
      guard let expires = reservation.expires else { return true }
      return expires > moment || begun.contains(reservation.addressID)
    }
  }

  /// How many slots of each conduit are held at a moment.
  ///
  /// - Parameters:
  ///   - moment: when.
  ///   - addresses: whose own reservations do not count.
  /// - Returns: the slots by the conduit's or the work's id.
  /// - Throws: ``ProjectStoreError`` where the file cannot be read.
  public func reservedSlots(at moment: Timestamp, except addresses: Set<AddressID> = []) throws
    -> [ConduitID: Int]
  {
    let batches = Set(
      try reservations(at: moment).filter { !addresses.contains($0.addressID) }.map(\.batch))
    guard !batches.isEmpty else { return [:] }
    var slots: [ConduitID: Int] = [:]
    for reserved in try rows(ReservedCapacity.self) where batches.contains(reserved.batch) {
      slots[reserved.conduitID, default: 0] += reserved.slots
    }
    return slots
  }

  /// Reserves capacity for orders that were planned together, and replaces their earlier
  /// reservation; call within ``writing(_:)``.
  ///
  /// - Returns: the number of the batch.
  package func reserve(
    _ slots: [ConduitID: Int], for orders: [(addressID: AddressID, cents: Int64)], made: Timestamp,
    expires: Timestamp?
  ) throws -> Int64 {
    let batch = (try connection.integer("SELECT max(batch) FROM reservation") ?? 0) + 1
    try replace(
      orders.map {
        Reservation(
          batch: batch, addressID: $0.addressID, made: made, expires: expires,
          costInCents: $0.cents)
      }, where: "address_id IN (\(list: orders.map(\.addressID)))")
    try replace(
      slots.keys.sorted().map {
        ReservedCapacity(batch: batch, conduitID: $0, slots: slots[$0] ?? 0)
      }, where: "batch NOT IN (SELECT batch FROM reservation)")
    return batch
  }

  // MARK: Orders

  /// The addresses where a dwelling has ordered and the building is not connected, ordered by id.
  ///
  /// - Returns: `open` orders, and those `refused` because the owner has not agreed.
  public func openOrders() throws -> (open: [AddressID], refused: [AddressID]) {
    var ordered: Set<AddressID> = []
    var connected: Set<AddressID> = []
    var refused: Set<AddressID> = []
    for standing in try standings() {
      guard let id = standing.addressID else { continue }
      switch standing.status {
      case .dwelling(let status):
        if [.interest, .contract].contains(status.agreement) { ordered.insert(id) }
      case .building(let status):
        if [.refused, .withdrawn].contains(status.agreement) { refused.insert(id) }
        if status.works == .connected { connected.insert(id) }
      case .report: break
      }
    }
    let open = ordered.subtracting(connected)
    return (open.subtracting(refused).sorted(), open.intersection(refused).sorted())
  }
}
