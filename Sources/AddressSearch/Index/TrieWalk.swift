/// Finds the keys of a trie that match a query up to the end of one of its words, with a limited
/// number of typing errors.
///
/// The naive version computes the edit distance between the query and each key. Here keys with a
/// common prefix share the computation: each node on the path from the root has one row of the
/// dynamic programming table, with the distances between its prefix and all prefixes of the query.
/// Insertion, deletion, replacement and swapping of adjacent letters count as one error each
/// (optimal string alignment). Only the cells within a band around the diagonal are computed, and a
/// node whose cells all exceed the limit is not visited further. A single traversal finds the
/// matches for the end of every word.
///
/// - Complexity: O(length) without errors; with d errors, O(number of nodes within d errors).
///
/// Source: Wagner and Fischer 1974; Damerau 1964; Ukkonen 1985 (the band); Shang and Merrett 1996
/// (the trie).
struct TrieWalk {
  /// Keys that equal the query up to the end of a word.
  struct CompleteMatch {
    let keys: Range<Int>
    /// The index of the word at whose end the match ends.
    let end: Int
    let typos: Int
  }

  /// Keys that start with the query up to the end of a word.
  struct PrefixMatch {
    let keys: Range<Int>
    /// The index of the word at whose end the match ends.
    let end: Int
    let typos: Int
  }

  private(set) var completeMatches: [CompleteMatch] = []
  private(set) var prefixMatches: [PrefixMatch] = []
  private let query: [UInt8]
  private let ends: [Int]
  private let typos: Int
  private let findsPrefixes: Bool
  private var rows: [UInt8]
  private let width: Int

  /// Traverses a trie.
  ///
  /// - Parameters:
  ///   - trie: the keys.
  ///   - query: the text from the first letter of a word to its end.
  ///   - ends: the positions at which words end, in ascending order; the last one is the length of
  ///     the query.
  ///   - typos: the maximum number of typing errors.
  ///   - findsPrefixes: whether to find keys that continue after a word. With typing errors this
  ///     applies to the last word only.
  init(_ trie: KeyTrie, _ query: [UInt8], ends: [Int], typos: Int, findsPrefixes: Bool) {
    self.query = query
    self.ends = ends
    self.typos = typos
    self.findsPrefixes = findsPrefixes
    // One additional column on each side marks the border of the band.
    width = query.count + 3
    // Without typing errors, the only matching path is followed and no table is needed.
    rows =
      typos == 0
      ? [] : [UInt8](repeating: Self.far, count: width * (query.count + typos + 2))
    if typos > 0 {
      for column in 0...min(typos, query.count) { rows[1 + column] = UInt8(column) }
    }
    visit(trie, KeyTrie.root, depth: 0, previous: 0)
  }

  private static let far: UInt8 = 100

  /// Computes the row for one more letter.
  ///
  /// Returns `false` if every cell exceeds the limit.
  private mutating func step(_ byte: UInt8, _ previous: UInt8, depth: Int) -> Bool {
    guard depth <= query.count + typos else { return false }
    if typos == 0 { return query[depth - 1] == byte }
    let first = max(0, depth - typos)
    let last = min(query.count, depth + typos)
    guard first <= last else { return false }
    let row = depth * width + 1
    let above = row - width
    var isWithin = false
    rows[row + first - 1] = Self.far
    for column in first...last {
      var best: UInt8
      if column == 0 {
        best = UInt8(depth)
      } else {
        best = rows[above + column - 1] + (query[column - 1] == byte ? 0 : 1)
        best = min(best, rows[above + column] + 1, rows[row + column - 1] + 1)
        if depth > 1, column > 1, query[column - 1] == previous, query[column - 2] == byte {
          best = min(best, rows[above - width + column - 2] + 1)
        }
      }
      best = min(best, Self.far)
      rows[row + column] = best
      if best <= typos { isWithin = true }
    }
    rows[row + last + 1] = Self.far
    return isWithin
  }

  private mutating func visit(
    _ trie: KeyTrie, _ node: Int, depth: Int, previous: UInt8
  ) {
    let range = trie.range(node)
    guard !range.isEmpty else { return }
    reportPrefix(range, depth)
    let children = trie.children(node)
    if children.isEmpty {
      finish(trie, range, depth: depth, previous: previous)
      return
    }
    // Keys that end at this node come first in its range.
    var end = range.lowerBound
    while end < range.upperBound && trie.keys.length(end) == depth { end += 1 }
    reportCompleteMatches(range.lowerBound..<end, depth)
    for child in children where step(trie.byte(child), previous, depth: depth + 1) {
      visit(trie, child, depth: depth + 1, previous: trie.byte(child))
    }
  }

  /// Follows the remainder of keys that are all equal.
  private mutating func finish(
    _ trie: KeyTrie, _ range: Range<Int>, depth: Int, previous: UInt8
  ) {
    let key = trie.keys.range(range.lowerBound)
    var previous = previous
    for position in depth..<max(key.count, depth) {
      let byte = trie.keys.byte(key.lowerBound + position)
      guard step(byte, previous, depth: position + 1) else { return }
      previous = byte
      reportPrefix(range, position + 1)
    }
    if key.count >= depth { reportCompleteMatches(range, key.count) }
  }

  private mutating func reportPrefix(_ range: Range<Int>, _ depth: Int) {
    guard findsPrefixes else { return }
    // With typing errors, every short word would be the prefix of some key.
    for (number, end) in ends.enumerated() where typos == 0 || number == ends.count - 1 {
      guard let distance = distance(depth, end) else { continue }
      prefixMatches.append(PrefixMatch(keys: range, end: number, typos: distance))
    }
  }

  private mutating func reportCompleteMatches(_ range: Range<Int>, _ depth: Int) {
    guard !range.isEmpty else { return }
    for (number, end) in ends.enumerated() {
      guard let distance = distance(depth, end) else { continue }
      completeMatches.append(CompleteMatch(keys: range, end: number, typos: distance))
    }
  }

  /// The number of typing errors between the prefixes of node and query; `nil` if it exceeds the
  /// limit.
  private func distance(_ depth: Int, _ column: Int) -> Int? {
    guard abs(depth - column) <= typos, depth <= query.count + typos else { return nil }
    if typos == 0 { return 0 }
    let cell = Int(rows[depth * width + 1 + column])
    return cell <= typos ? cell : nil
  }
}
