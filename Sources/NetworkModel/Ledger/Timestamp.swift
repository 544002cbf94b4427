import FoundationEssentials

/// A time in UTC with a resolution of one second.
///
/// The ledger uses no other type of time.
///
/// It is written as `2024-03-05T14:30:00Z`, so that text order is time order. The calendar is the
/// Gregorian one, from year 1 to year 9999.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public let seconds: Int64

  /// Creates the time a number of seconds after 1970-01-01T00:00:00Z.
  public init(seconds: Int64) { self.seconds = seconds }

  /// The current time.
  public static var now: Timestamp {
    Timestamp(seconds: Int64(Date().timeIntervalSince1970.rounded(.down)))
  }

  /// Whether the left time is earlier.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

  /// Creates a time from a calendar date; `nil` if the date does not exist.
  private init?(year: Int, month: Int, day: Int, secondOfDay: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, of: year)
    else { return nil }
    seconds = Int64(Self.dayNumber(year, month, day) * 86_400 + secondOfDay)
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01.
  ///
  /// Source: Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

// MARK: Writing

extension Timestamp: CustomStringConvertible {
  /// The time as written in the ledger.
  public var description: String { String(decoding: bytes, as: UTF8.self) }

  /// The twenty bytes of `description`.
  private var bytes: [UInt8] {
    var days = Int(seconds) / 86_400
    var rest = Int(seconds) % 86_400
    if rest < 0 {
      rest += 86_400
      days -= 1
    }
    // Hinnant's `civil_from_days`.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    var text: [UInt8] = []
    text.reserveCapacity(20)
    func add(_ value: Int, digits: Int, _ end: Character) {
      var scale = digits == 4 ? 1000 : 10
      while scale > 0 {
        text.append(UInt8(48 + value / scale % 10))
        scale /= 10
      }
      text.append(end.asciiValue ?? 0)
    }
    add(year, digits: 4, "-")
    add(month, digits: 2, "-")
    add(day, digits: 2, "T")
    add(rest / 3600, digits: 2, ":")
    add(rest / 60 % 60, digits: 2, ":")
    add(rest % 60, digits: 2, "Z")
    return text
  }

  /// The last second of the day.
  public var endOfDay: Timestamp {
    Timestamp(seconds: seconds - (seconds % 86_400 + 86_400) % 86_400 + 86_399)
  }
}

// MARK: Reading

extension Timestamp {
  /// Reads a time in one of the usual notations.
  ///
  /// Examples: `2024-03-05`, `2024-03-05T14:30`, `2024-03-05 14:30:00`, `…Z`, `…+01:00`,
  /// `5.3.2024`, `05.03.2024 14:30`. A time without a zone is UTC. A date without a time means its
  /// first second. Fractions of a second are discarded.
  public init?(_ text: some StringProtocol) {
    self.init(text, isDay: nil)
  }

  /// Reads the end of a period: a date without a time means its last second.
  public init?(upTo text: some StringProtocol) {
    var isDay = false
    self.init(text, isDay: { isDay = $0 })
    if isDay { self = endOfDay }
  }

  private init?(_ text: some StringProtocol, isDay report: ((Bool) -> Void)?) {
    var scanner = Scanner(text)
    guard let first = scanner.number(digits: 1...4) else { return nil }
    let year: Int
    let month: Int
    let day: Int
    if scanner.take("-") {
      guard first.digits == 4, let second = scanner.number(digits: 2...2), scanner.take("-"),
        let third = scanner.number(digits: 2...2)
      else { return nil }
      (year, month, day) = (first.value, second.value, third.value)
    } else {
      guard first.digits <= 2, scanner.take("."), let second = scanner.number(digits: 1...2),
        scanner.take("."), let third = scanner.number(digits: 4...4)
      else { return nil }
      (year, month, day) = (third.value, second.value, first.value)
    }
    report?(scanner.isAtEnd)
    var second = 0
    if !scanner.isAtEnd {
      guard scanner.take("T") || scanner.take(" "), let time = scanner.secondOfDay() else {
        return nil
      }
      second = time
    }
    guard scanner.isAtEnd else { return nil }
    self.init(year: year, month: month, day: day, secondOfDay: second)
  }

  /// Parses a text byte by byte.
  private struct Scanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { index == bytes.count }

    mutating func take(_ character: Character) -> Bool {
      guard index < bytes.count, bytes[index] == character.asciiValue else { return false }
      index += 1
      return true
    }

    mutating func number(digits: ClosedRange<Int>) -> (value: Int, digits: Int)? {
      var value = 0
      var count = 0
      while index < bytes.count, count < digits.upperBound, (48...57).contains(bytes[index]) {
        value = value * 10 + Int(bytes[index] - 48)
        count += 1
        index += 1
      }
      return digits.contains(count) ? (value, count) : nil
    }

    /// `14:30`, `14:30:05`, `14:30:05.25`, each with or without a zone.
    mutating func secondOfDay() -> Int? {
      guard let hour = number(digits: 1...2), take(":"), let minute = number(digits: 2...2),
        hour.value < 24, minute.value < 60
      else { return nil }
      var total = hour.value * 3600 + minute.value * 60
      if take(":") {
        guard let second = number(digits: 2...2), second.value < 60 else { return nil }
        total += second.value
        if take(".") { guard number(digits: 1...9) != nil else { return nil } }
      }
      if isAtEnd || take("Z") { return total }
      let isEast = take("+")
      guard isEast || take("-"), let hours = number(digits: 2...2), hours.value <= 14 else {
        return nil
      }
      _ = take(":")
      let minutes = number(digits: 2...2)?.value ?? 0
      guard minutes < 60 else { return nil }
      return total - (isEast ? 1 : -1) * (hours.value * 3600 + minutes * 60)
    }
  }
}
