import Synchronization

/// A token bucket for each network of clients, in a fixed room.
///
/// A bucket is one number, the time at which it will be full again (the generic cell rate
/// algorithm, ITU-T I.371, annex A). Buckets lie in a table under a hash with a random seed: two
/// networks may share one, but nobody can aim at it, and no number of clients takes more memory.
public final class RateLimiter: Sendable {
  /// How much is let through.
  public struct Rate: Hashable, Sendable, Decodable {
    /// Requests a second in the long run.
    public let perSecond: Double
    /// Requests at once.
    public let burst: Double

    /// Describes a rate.
    public init(perSecond: Double, burst: Double) {
      self.perSecond = perSecond
      self.burst = burst
    }

    private enum CodingKeys: String, CodingKey {
      case perSecond = "per_second"
      case burst
    }
  }

  private static let shards = 16
  private static let slots = 4096

  private let rate: Rate
  private let fullAt: [Shard]

  private final class Shard: Sendable {
    let times = Mutex([Double](repeating: -.infinity, count: slots))
  }

  /// Makes full buckets.
  public init(_ rate: Rate) {
    self.rate = rate
    fullAt = (0..<Self.shards).map { _ in Shard() }
  }

  /// Takes a token.
  ///
  /// - Parameters:
  ///   - client: whose bucket.
  ///   - now: seconds of a clock that never goes back.
  /// - Returns: `nil` where there was one, or the seconds until there is.
  public func take(_ client: ClientPrefix, now: Double) -> Double? {
    let hash = UInt(bitPattern: client.hashValue)
    let shard = fullAt[Int(hash % UInt(Self.shards))]
    let slot = Int(hash / UInt(Self.shards) % UInt(Self.slots))
    let interval = 1 / rate.perSecond
    return shard.times.withLock { times in
      let next = max(times[slot], now) + interval
      let wait = next - now - rate.burst * interval
      if wait > 1e-9 { return wait }
      times[slot] = next
      return nil
    }
  }
}
