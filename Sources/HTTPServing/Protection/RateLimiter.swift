import Synchronization

/// A token bucket for each client network, with a fixed amount of memory.
///
/// A bucket is represented by one number, the time at which it will be full again (the generic cell
/// rate algorithm, ITU-T I.371, annex A). Buckets are stored in a hash table of fixed size with a
/// random seed. Two networks may share a bucket, but nobody can cause this deliberately.
public final class RateLimiter: Sendable {
  /// The permitted rate of requests.
  public struct Rate: Hashable, Sendable, Decodable {
    /// The average number of requests per second.
    public let perSecond: Double
    /// The maximum number of requests at once.
    public let burst: Double

    /// Creates a rate.
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

  /// Creates a limiter with full buckets.
  public init(_ rate: Rate) {
    self.rate = rate
    fullAt = (0..<Self.shards).map { _ in Shard() }
  }

  /// Takes a token from a bucket.
  ///
  /// - Parameters:
  ///   - client: the network of the client.
  ///   - now: the time in seconds, from a monotonic clock.
  /// - Returns: `nil` if a token was available, otherwise the number of seconds until one will be.
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
