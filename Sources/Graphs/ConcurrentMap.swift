import Dispatch
import Synchronization

/// Transforms each item and returns the results in the order of the items.
///
/// The result does not depend on the number of threads.
///
/// - Complexity: O(n) calls of `transform`, shared by at most `threads` threads.
package func concurrentMap<Item: Sendable, Output: Sendable>(
  _ items: [Item], threads: Int, _ transform: @Sendable (Item) -> Output
) -> [Output] {
  guard threads > 1, items.count > 1 else { return items.map(transform) }
  let outputs = Mutex([Output?](repeating: nil, count: items.count))
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(threads, items.count)) { _ in
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < items.count else { return }
      let output = transform(items[index])
      outputs.withLock { $0[index] = output }
    }
  }
  return outputs.withLock { $0.compactMap { $0 } }
}
