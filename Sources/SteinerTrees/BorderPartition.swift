import Graphs

/// A partition of border nodes: which border nodes a forest connects with each other.
///
/// Each lane has four bits. They are 0 if the forest does not contain the border node, and
/// otherwise the number of the first lane of its component plus one.
struct BorderPartition: Equatable {
  /// The maximum number of border nodes at any time.
  static let laneCount = 12
  /// The lowest bit of each lane.
  private static let units: UInt64 = 0x1111_1111_1111

  private(set) var labels: UInt64 = 0

  @inline(__always)
  private static func bit(_ lane: Int) -> UInt64 { 1 << UInt64(4 * lane) }

  @inline(__always)
  func label(_ lane: Int) -> UInt64 { labels >> UInt64(4 * lane) & 15 }

  /// The lanes that have a label, as their lowest bits.
  @inline(__always)
  private func lanes(of label: UInt64) -> UInt64 {
    let other = labels ^ (label * Self.units)
    return ~(other | other >> 1 | other >> 2 | other >> 3) & Self.units
  }

  @inline(__always)
  private mutating func set(_ lanes: UInt64, _ label: UInt64) {
    labels = labels & ~(15 * lanes) | label * lanes
  }

  /// The partition in which the forest also contains the node of a lane, as a component of its own.
  func touching(_ lane: Int) -> BorderPartition {
    var result = self
    if label(lane) == 0 { result.set(Self.bit(lane), UInt64(lane + 1)) }
    return result
  }

  /// The partition after an edge between two lanes is added; `nil` if the edge closes a cycle.
  func connecting(_ a: Int, _ b: Int) -> BorderPartition? {
    var result = touching(a).touching(b)
    let (one, other) = (result.label(a), result.label(b))
    if one == other { return nil }
    result.set(result.lanes(of: max(one, other)), min(one, other))
    return result
  }

  /// The partition without a lane, whose node is no longer on the border; `nil` if its component
  /// would no longer reach the border.
  func removing(_ lane: Int) -> BorderPartition? {
    let label = label(lane)
    if label == 0 { return self }
    var result = self
    result.set(Self.bit(lane), 0)
    let rest = result.lanes(of: label)
    if rest == 0 { return nil }
    result.set(rest, UInt64(rest.trailingZeroBitCount / 4 + 1))
    return result
  }

  /// The other lanes of a component, as their lowest bits, if the given lane is its first lane;
  /// else 0.
  func companions(of first: Int) -> UInt64 {
    label(first) == UInt64(first + 1) ? lanes(of: UInt64(first + 1)) & ~Self.bit(first) : 0
  }

  /// The partition in which some lanes of a component, not including its first, form a component of
  /// their own.
  func splitting(_ lanes: UInt64) -> BorderPartition {
    var result = self
    result.set(lanes, UInt64(lanes.trailingZeroBitCount / 4 + 1))
    return result
  }
}

/// The cheapest forests of a subgraph for one partition of the border.
struct Forest {
  var partition: BorderPartition
  var cost: Int64
  /// The edges of the subgraph that are in at least one of the cheapest forests, as bits.
  var used: UInt64
  /// The edges that are in all of the cheapest forests, as bits.
  var always: UInt64
}

/// Numbers partitions in the order in which they first appear.
private struct PartitionNumbering {
  private(set) var partitions: [BorderPartition] = []
  /// A hash table with open addressing, at most half full: the numbers of partitions, −1 for none.
  private var table = [Int32](repeating: -1, count: 1 << 10)

  private func firstSlot(_ partition: BorderPartition) -> Int {
    Int((partition.labels &* 0x9E37_79B9_7F4A_7C15) >> 40) & (table.count - 1)
  }

  /// The number of a partition.
  ///
  /// A new partition is assigned the next number.
  mutating func number(_ partition: BorderPartition) -> Int {
    var slot = firstSlot(partition)
    while table[slot] >= 0 {
      if partitions[Int(table[slot])] == partition { return Int(table[slot]) }
      slot = (slot + 1) & (table.count - 1)
    }
    table[slot] = Int32(partitions.count)
    partitions.append(partition)
    if 2 * partitions.count > table.count { enlarge() }
    return partitions.count - 1
  }

  private mutating func enlarge() {
    table = [Int32](repeating: -1, count: 2 * table.count)
    for (number, partition) in partitions.enumerated() {
      var slot = firstSlot(partition)
      while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
      table[slot] = Int32(number)
    }
  }

  mutating func removeAll() {
    for first in partitions.map({ firstSlot($0) }) {
      var slot = first
      while table[slot] >= 0 {
        table[slot] = -1
        slot = (slot + 1) & (table.count - 1)
      }
    }
    partitions.removeAll(keepingCapacity: true)
  }
}

/// The cheapest forests for each partition of the border.
struct ForestTable {
  private(set) var entries: [Forest] = []
  private var old: [Forest] = []
  private var index = PartitionNumbering()

  /// Starts with the empty forest.
  mutating func begin() {
    entries.removeAll(keepingCapacity: true)
    index.removeAll()
    insert(Forest(partition: BorderPartition(), cost: 0, used: 0, always: 0))
  }

  private mutating func insert(_ forest: Forest) {
    let number = index.number(forest.partition)
    if number == entries.count {
      entries.append(forest)
    } else if forest.cost < entries[number].cost {
      entries[number] = forest
    } else if forest.cost == entries[number].cost {
      entries[number].used |= forest.used
      entries[number].always &= forest.always
    }
  }

  /// For each forest, also enters the forest with an additional edge between two lanes, unless the
  /// edge closes a cycle.
  mutating func extend(_ a: Int, _ b: Int, cost: Int64, bit: UInt64) {
    // Forests that already connect the two lanes can only be replaced by others that do.
    for index in entries.indices {
      var forest = entries[index]
      guard let partition = forest.partition.connecting(a, b) else { continue }
      forest.partition = partition
      forest.cost += cost
      forest.used |= bit
      forest.always |= bit
      insert(forest)
    }
  }

  /// Replaces the partition of each forest, and removes the forest if there is no new partition.
  mutating func replace(_ change: (Int, BorderPartition) -> BorderPartition?) {
    swap(&old, &entries)
    entries.removeAll(keepingCapacity: true)
    index.removeAll()
    for index in old.indices {
      var forest = old[index]
      guard let partition = change(index, forest.partition) else { continue }
      forest.partition = partition
      insert(forest)
    }
  }
}

/// Finds the least cost of each partition of the border by forests and additional paths, in order
/// of increasing cost.
struct PartitionSearch {
  private var index = PartitionNumbering()
  private var costs: [Int64] = []
  private var isDone: [Bool] = []
  private var heap = BinaryHeap()

  /// Starts a new search from some forests.
  ///
  /// A forest's partition has the number of the forest.
  mutating func begin(_ forests: [Forest]) {
    index.removeAll()
    costs.removeAll(keepingCapacity: true)
    isDone.removeAll(keepingCapacity: true)
    heap.removeAll()
    for forest in forests { lower(forest.partition, to: forest.cost) }
  }

  func cost(of forest: Int) -> Int64 { costs[forest] }

  mutating func lower(_ partition: BorderPartition, to cost: Int64) {
    let number = index.number(partition)
    if number == costs.count {
      costs.append(cost)
      isDone.append(false)
    } else if costs[number] <= cost {
      return
    }
    costs[number] = cost
    heap.insert(Int32(number), key: cost)
  }

  /// The cheapest partition that has not been returned yet.
  mutating func next() -> (partition: BorderPartition, cost: Int64)? {
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      if isDone[Int(entry.node)] { continue }
      isDone[Int(entry.node)] = true
      return (index.partitions[Int(entry.node)], entry.key)
    }
    return nil
  }
}
