import Dispatch
import Synchronization

/// The results of some work on each item, in the items' order, however many threads take part.
package func concurrentMap<Item: Sendable, Output: Sendable>(
  _ items: [Item], threads: Int, _ transform: @Sendable (Item) -> Output
) -> [Output] {
  guard threads > 1, items.count > 1 else { return items.map(transform) }
  let outputs = Mutex([Output?](repeating: nil, count: items.count))
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(threads, items.count)) { _ in
    while true {
      let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard place < items.count else { return }
      let output = transform(items[place])
      outputs.withLock { $0[place] = output }
    }
  }
  return outputs.withLock { $0.compactMap { $0 } }
}
