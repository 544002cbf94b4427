import HTTPServing
import PublicProjection
import Synchronization

/// Counts requests and response times without recording the content of requests (Prometheus text
/// format 0.0.4).
final class Metrics: Sendable {
  /// The upper limits of the histogram, in seconds.
  private static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]

  private struct Counts {
    var byStatus: [UInt16: Int] = [:]
    var byDuration = [Int](repeating: 0, count: bounds.count + 1)
    var seconds = 0.0
  }

  private final class Cell: Sendable {
    let counts = Mutex(Counts())
  }

  private let cells: [Route: Cell] = Dictionary(
    uniqueKeysWithValues: Route.allCases.map { ($0, Cell()) })

  /// Counts a response.
  func count(_ route: Route, _ status: Status, _ duration: Duration) {
    let seconds =
      Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    cells[route]?.counts.withLock { counts in
      counts.byStatus[status.code, default: 0] += 1
      counts.byDuration[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
      counts.seconds += seconds
    }
  }

  /// The metrics in the text format of Prometheus.
  func text(_ snapshot: Snapshot) -> String {
    var requests = ""
    var durations = ""
    for route in Route.allCases {
      guard let counts = cells[route]?.counts.withLock({ $0 }), !counts.byStatus.isEmpty else {
        continue
      }
      for (status, count) in counts.byStatus.sorted(by: { $0.key < $1.key }) {
        requests +=
          "trasse_requests_total{route=\"\(route.rawValue)\",status=\"\(status)\"} \(count)\n"
      }
      var below = 0
      let name = "trasse_request_duration_seconds"
      for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], counts.byDuration) {
        below += count
        durations += "\(name)_bucket{route=\"\(route.rawValue)\",le=\"\(bound)\"} \(below)\n"
      }
      durations += "\(name)_sum{route=\"\(route.rawValue)\"} \(counts.seconds)\n"
      durations += "\(name)_count{route=\"\(route.rawValue)\"} \(below)\n"
    }
    return """
      # HELP trasse_requests_total Requests answered, by route and status.
      # TYPE trasse_requests_total counter
      \(requests)# HELP trasse_request_duration_seconds Seconds spent on the answer.
      # TYPE trasse_request_duration_seconds histogram
      \(durations)# HELP trasse_addresses Addresses in the public file.
      # TYPE trasse_addresses gauge
      trasse_addresses \(snapshot.data.count)
      # HELP trasse_data_info The public file that is served.
      # TYPE trasse_data_info gauge
      trasse_data_info{as_of="\(snapshot.data.asOf)",fingerprint="\(snapshot.data.fingerprint)"} 1

      """
  }
}
