import AddressSearch
import Foundation

/// Creates a search index of an artificial country, and measures suggestions from it.
enum SearchBenchmark {
  /// Writes an index to a file.
  ///
  /// The queries, and the streets for comparison with other programs, are written to files next to
  /// it.
  static func build(streets: Int, towns: Int, to path: String) throws {
    var builder = SearchIndexBuilder()
    var country = MadeUpCountry(streets: streets, towns: towns, seed: 1)
    var sampler = MadeUpSequence(seed: 2)
    var sample: [AddressEntry] = []
    var rows = ""
    var last: AddressEntry?
    let start = ContinuousClock.now
    country.forEachAddress { entry, longitude, latitude in
      builder.add(entry, longitude: longitude, latitude: latitude)
      // Reservoir sampling gives addresses from the whole country (Vitter 1985, algorithm R).
      let index = sampler.below(builder.count)
      if sample.count < 4000 { sample.append(entry) } else if index < 4000 { sample[index] = entry }
      if last?.street != entry.street || last?.city != entry.city {
        rows += "\(entry.street)\t\(entry.postcode ?? "")\t\(entry.city ?? "")\n"
      }
      last = entry
    }
    let count = builder.count
    let image = builder.build().image
    try Data(image).write(to: URL(fileURLWithPath: path))
    let seconds = start.duration(to: .now)
    try rows.write(toFile: path + ".streets", atomically: false, encoding: .utf8)
    try queries(sample).write(toFile: path + ".queries", atomically: false, encoding: .utf8)
    print(
      """
      {"addresses": \(count), "bytes": \(image.count), "seconds": \(number(seconds)), \
      "megabytes": \(peakMegabytes)}
      """)
  }

  /// Queries as typed in a search box: kind, text, and the wanted street and town.
  private static func queries(_ sample: [AddressEntry]) -> String {
    var random = MadeUpSequence(seed: 3)
    var lines = ""
    for (number, entry) in sample.enumerated() {
      let city = entry.city ?? ""
      let kind: String
      let text: String
      switch number % 8 {
      case 0:
        (kind, text) = (
          "whole", "\(entry.street) \(entry.number), \(entry.postcode ?? "") \(city)"
        )
      case 1: (kind, text) = ("lower", "\(entry.street) \(entry.number) \(city)".lowercased())
      case 2:
        let short = entry.street.replacingOccurrences(of: "traße", with: "tr.")
        (kind, text) = ("short", "\(city) \(short) \(entry.number)")
      case 3:
        // An incomplete query.
        let length = 3 + random.below(max(1, entry.street.count - 3))
        (kind, text) = ("typing", String(entry.street.prefix(length)))
      case 4: (kind, text) = ("five", "\(entry.street.prefix(5)) \(city)")
      case 5:
        (kind, text) = ("slip", "\(typo(entry.street, &random)) \(entry.number) \(city)")
      case 6:
        let typos =
          entry.street.count < 10
          ? typo(entry.street, &random) : typo(typo(entry.street, &random), &random)
        (kind, text) = ("slips", "\(typos) \(entry.number), \(city)")
      default: (kind, text) = ("street", "\(typo(entry.street, &random))")
      }
      lines += "\(kind)\t\(text)\t\(entry.street)\t\(city)\n"
    }
    return lines
  }

  /// The text with one typing error.
  private static func typo(_ text: String, _ random: inout MadeUpSequence) -> String {
    var letters = Array(text)
    let index = random.below(letters.count)
    let other = Character(Unicode.Scalar(UInt8(97 + random.below(26))))
    switch random.below(4) {
    case 0: letters.remove(at: index)
    case 1: letters.insert(other, at: index)
    case 2: letters[index] = other
    default: letters.swapAt(index, max(index, 1) - 1)
    }
    return String(letters)
  }

  /// Opens an index file and requests suggestions.
  static func ask(_ path: String, threads: Int) throws {
    let opening = ContinuousClock.now
    let index = try SearchIndex(path: path)
    let opened = opening.duration(to: .now)
    let lines = try String(contentsOfFile: path + ".queries", encoding: .utf8)
      .split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
    var times: [Duration] = []
    var found: [String: (asked: Int, found: Int, slowest: Duration)] = [:]
    for line in lines {
      // The processor time of this thread, since the machine may be shared.
      let start = processorTime
      let suggestions = index.suggest(line[1], limit: 10)
      let time = processorTime - start
      times.append(time)
      var kind = found[line[0]] ?? (0, 0, .zero)
      kind.asked += 1
      if suggestions.contains(where: { $0.street.name == line[2] && $0.street.city == line[3] }) {
        kind.found += 1
      }
      kind.slowest = max(kind.slowest, time)
      found[line[0]] = kind
    }
    times.sort()
    let texts = lines.map { $0[1] }
    let start = ContinuousClock.now
    let rounds = max(1, Int(2 / times.reduce(0) { $0 + seconds($1) }))
    let counts = concurrently(threads) { thread in
      var count = 0
      for round in 0..<rounds {
        for text in texts.indices where (text + round) % threads == thread {
          count += index.suggest(texts[text], limit: 10).count
        }
      }
      return count
    }
    let took = seconds(start.duration(to: .now))
    let kinds = found.sorted { $0.key < $1.key }.map {
      """
      "\($0.key)": {"found": \($0.value.found), "asked": \($0.value.asked), \
      "slowest_ms": \(milliseconds($0.value.slowest))}
      """
    }
    print(
      """
      {"addresses": \(index.count), "streets": \(index.streetCount), "open_seconds": \(number(opened)), \
      "p50_ms": \(milliseconds(times[times.count / 2])), "p99_ms": \(milliseconds(times[times.count * 99 / 100])), \
      "max_ms": \(milliseconds(times.last ?? .zero)), \
      "per_processor_second": \(Int(Double(texts.count) / times.reduce(0) { $0 + seconds($1) })), \
      "per_second": \(Int(Double(rounds * texts.count) / took)), "threads": \(threads), \
      "suggestions": \(counts.reduce(0, +)), "megabytes": \(peakMegabytes), "kinds": {\(kinds.joined(separator: ", "))}}
      """)
  }

  private static func concurrently(_ threads: Int, _ body: @Sendable (Int) -> Int) -> [Int] {
    nonisolated(unsafe) var results = [Int](repeating: 0, count: threads)
    let lock = NSLock()
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      let result = body(thread)
      lock.withLock { unsafe results[thread] = result }
    }
    return unsafe results
  }

  private static var processorTime: Duration {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private static func number(_ duration: Duration) -> String {
    String(format: "%.3f", seconds(duration))
  }

  private static func milliseconds(_ duration: Duration) -> String {
    String(format: "%.3f", 1000 * seconds(duration))
  }

  /// The maximum memory of the process as reported by the kernel.
  private static var peakMegabytes: Int {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0) / 1024
  }
}
