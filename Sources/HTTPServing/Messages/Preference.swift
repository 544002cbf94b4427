/// The preferences of a client (RFC 9110, 12.5).
public enum Preference {
  /// Whether the client accepts a content coding.
  static func accepts(_ coding: String, in list: [String]) -> Bool {
    weighted(list).first { $0.value == coding || $0.value == "*" }.map { $0.weight > 0 } ?? false
  }

  /// The offered language that the client prefers; the first one if the client states no
  /// preference.
  public static func language(of offered: [String], in list: [String]) -> String {
    let wishes = weighted(list).filter { $0.weight > 0 }
    for wish in wishes.sorted(by: { $0.weight > $1.weight }) {
      let primary = wish.value.prefix { $0 != "-" }
      if let match = offered.first(where: { $0 == primary }) { return match }
    }
    return offered[0]
  }

  private static func weighted(_ list: [String]) -> [(value: String, weight: Double)] {
    list.map { item in
      let parts = item.split(separator: ";").map(\.trimmed)
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }
        .flatMap { Double($0.dropFirst(2)) }
      return (parts.first?.lowercased() ?? "", weight ?? 1)
    }
  }
}
