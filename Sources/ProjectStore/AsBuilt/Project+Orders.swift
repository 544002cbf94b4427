public import NetworkModel

extension Project {
  /// Stores a plan of orders, reserves its capacity, and enters a contract for each booked dwelling
  /// that had only shown interest; all of it or nothing.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - slots: how many slots of each conduit it takes.
  ///   - orders: the addresses with their share of the price.
  ///   - now: when.
  ///   - expires: when the reservation ends; `nil` for a booking.
  ///   - actor: who books; `nil` for a mere reservation.
  /// - Returns: the reservation's batch and the numbers of the events.
  /// - Throws: ``ProjectStoreError`` where an event cannot enter or the file cannot be written.
  public func keep(
    _ plan: Plan, holding slots: [ConduitID: Int],
    for orders: [(addressID: AddressID, cents: Int64)],
    from now: Timestamp, until expires: Timestamp?, bookedBy actor: String?
  ) throws -> (batch: Int64, events: [Int64]) {
    let interested = try actor == nil ? [] : interestedDwellings(of: Set(orders.map(\.addressID)))
    return try enterEvents(now: now) { writer in
      try replace(plan)
      let batch = try reserve(slots, for: orders, made: now, expires: expires)
      guard let actor else { return (batch, []) }
      let events = try interested.map { subject in
        try writer.enter(
          StatusEventDraft(
            subject: subject, kind: .contract, time: writer.now, actor: actor,
            proof: "reservation \(batch)"))
      }
      return (batch, events)
    }
  }

  private func interestedDwellings(of addresses: Set<AddressID>) throws -> [StatusSubject] {
    try standings().compactMap { standing in
      guard let id = standing.addressID, addresses.contains(id),
        standing.status.dwelling?.agreement == .interest
      else { return nil }
      return StatusSubject(addressID: id, dwelling: standing.subject.dwelling)
    }
  }
}
