/// Finds the word that was probably meant.
public enum NearestWord {
  /// The word at the least edit distance, unless that is too great to be a typing error.
  public static func to(_ word: String, among words: [String]) -> String? {
    let best = words.map { ($0, distance($0, word)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
    guard let best, best.1 <= max(2, word.count / 3) else { return nil }
    return best.0
  }

  /// The least number of insertions, deletions and replacements that turn one word into another.
  ///
  /// - Complexity: O(n · m). Source: Wagner and Fischer 1974.
  public static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.utf8)
    let b = Array(b.utf8)
    var row = Array(0...b.count)
    for i in 0..<a.count {
      var diagonal = row[0]
      row[0] = i + 1
      for j in 0..<b.count {
        let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}
