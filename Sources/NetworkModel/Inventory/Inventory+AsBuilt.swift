import Geospatial

extension Inventory {
  /// Adds the surveyed works and the current state of buildings.
  ///
  /// Surveyed trenches and conduits become conduits, and surveyed cabinets and shafts become sites,
  /// so that the plan can use them. Connected buildings remain unchanged, and existing drops cost
  /// nothing.
  ///
  /// - Parameters:
  ///   - works: the surveyed works.
  ///   - standings: the states of the buildings in the ledger.
  public mutating func take(_ works: [BuiltWork], _ standings: [Standing]) {
    var nameOnFile: [AddressID: AddressID] = [:]
    for address in addresses {
      for merged in address.mergedIDs { nameOnFile[merged] = address.id }
    }
    for work in works {
      switch work.kind {
      case .trench, .conduit:
        guard let line = work.line else { continue }
        conduits.append(
          Conduit(
            id: ConduitID(sameAs: work.id), kind: work.kind.rawValue, capacity: work.capacity,
            used: work.used,
            condition: .good, isSurveyed: true, source: BuiltWork.source, line: line))
      case .cabinet, .shaft:
        sites.append(
          Site(
            id: SiteID(sameAs: work.id), kind: work.kind == .cabinet ? .cabinet : .shaft,
            capacity: work.capacity,
            source: BuiltWork.source, location: work.place))
      case .drop, .houseEntry:
        if let id = work.addressID { laidDrops.insert(nameOnFile[id] ?? id) }
      }
    }
    conduits.sort { $0.id < $1.id }
    sites.sort { $0.id < $1.id }
    for standing in standings {
      guard let works = standing.status.building?.works, let id = standing.addressID else {
        continue
      }
      if works == .connected {
        connected.insert(id)
      } else if works.reaches(.ductInBuilding) {
        laidDrops.insert(id)
      }
    }
  }

  /// Reduces the free capacity of conduits by the slots that are reserved for orders.
  public mutating func withhold(_ slots: [ConduitID: Int]) {
    guard !slots.isEmpty else { return }
    for index in conduits.indices {
      if let held = slots[conduits[index].id] {
        conduits[index].used = (conduits[index].used ?? 0) + held
      }
    }
  }
}

extension BuiltWork {
  /// The value of `source` in surveyed conduits and sites.
  package static let source = "built"
}
