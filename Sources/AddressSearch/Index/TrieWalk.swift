/// Finds the keys of a trie that what somebody wrote begins with, or that begin with it, slips allowed.
///
/// Each node on the way holds one row of the table of optimal string alignment distances (insertion,
/// deletion, replacement, swap of neighbours) between its beginning and all beginnings of the query; only
/// cells within the band of the slips allowed are filled, and a node whose cells are all above it is
/// left. So one walk finds the matches for every end of a word at once.
///
/// - Complexity: without slips O(length); with d slips O(nodes within d slips).
///
/// Source: Wagner and Fischer 1974; Damerau 1964; Ukkonen 1985 (the band); Shang and Merrett 1996 (the
/// trie).
struct TrieWalk {
  /// A whole key that equals the query up to the end of a word.
  struct Whole {
    let keys: Range<Int>
    /// Which end of a word.
    let end: Int
    let slips: Int
  }

  /// Keys that begin as the query does up to the end of a word.
  struct Beginning {
    let keys: Range<Int>
    /// Which end of a word.
    let end: Int
    let slips: Int
  }

  private(set) var wholes: [Whole] = []
  private(set) var beginnings: [Beginning] = []
  private let query: [UInt8]
  private let ends: [Int]
  private let slips: Int
  private let seeksBeginnings: Bool
  private var rows: [UInt8]
  private let width: Int

  /// Walks a trie.
  ///
  /// - Parameters:
  ///   - trie: the keys.
  ///   - query: from the first letter of a word to the end of the text.
  ///   - ends: where its words end, rising; the last is the length of the query.
  ///   - slips: how many are allowed.
  ///   - seeksBeginnings: whether a word may be unfinished: any where no slip is allowed, otherwise the
  ///     last.
  init(_ trie: KeyTrie, _ query: [UInt8], ends: [Int], slips: Int, seeksBeginnings: Bool) {
    self.query = query
    self.ends = ends
    self.slips = slips
    self.seeksBeginnings = seeksBeginnings
    // One column more on each side, so that the band has borders.
    width = query.count + 3
    // Without slips the one way is followed letter by letter.
    rows =
      slips == 0
      ? [] : [UInt8](repeating: Self.far, count: width * (query.count + slips + 2))
    if slips > 0 {
      for column in 0...min(slips, query.count) { rows[1 + column] = UInt8(column) }
    }
    visit(trie, KeyTrie.root, depth: 0, previous: 0)
  }

  private static let far: UInt8 = 100

  /// Fills the row of one more letter; false where no cell is within the slips allowed.
  private mutating func step(_ byte: UInt8, _ previous: UInt8, depth: Int) -> Bool {
    guard depth <= query.count + slips else { return false }
    if slips == 0 { return query[depth - 1] == byte }
    let first = max(0, depth - slips)
    let last = min(query.count, depth + slips)
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
      if best <= slips { isWithin = true }
    }
    rows[row + last + 1] = Self.far
    return isWithin
  }

  private mutating func visit(
    _ trie: KeyTrie, _ node: Int, depth: Int, previous: UInt8
  ) {
    let range = trie.range(node)
    guard !range.isEmpty else { return }
    reportBeginning(range, depth)
    let children = trie.children(node)
    if children.isEmpty {
      finish(trie, range, depth: depth, previous: previous)
      return
    }
    // Keys that end here stand first.
    var end = range.lowerBound
    while end < range.upperBound && trie.keys.length(end) == depth { end += 1 }
    reportWholes(range.lowerBound..<end, depth)
    for child in children where step(trie.byte(child), previous, depth: depth + 1) {
      visit(trie, child, depth: depth + 1, previous: trie.byte(child))
    }
  }

  /// Follows the rest of keys that are all the same.
  private mutating func finish(
    _ trie: KeyTrie, _ range: Range<Int>, depth: Int, previous: UInt8
  ) {
    let key = trie.keys.range(range.lowerBound)
    var previous = previous
    for at in depth..<max(key.count, depth) {
      let byte = trie.keys.byte(key.lowerBound + at)
      guard step(byte, previous, depth: at + 1) else { return }
      previous = byte
      reportBeginning(range, at + 1)
    }
    if key.count >= depth { reportWholes(range, key.count) }
  }

  private mutating func reportBeginning(_ range: Range<Int>, _ depth: Int) {
    guard seeksBeginnings else { return }
    // With slips every short word begins something.
    for (number, end) in ends.enumerated() where slips == 0 || number == ends.count - 1 {
      guard let distance = distance(depth, end) else { continue }
      beginnings.append(Beginning(keys: range, end: number, slips: distance))
    }
  }

  private mutating func reportWholes(_ range: Range<Int>, _ depth: Int) {
    guard !range.isEmpty else { return }
    for (number, end) in ends.enumerated() {
      guard let distance = distance(depth, end) else { continue }
      wholes.append(Whole(keys: range, end: number, slips: distance))
    }
  }

  /// The slips between the node's beginning and the query's; `nil` where there are too many.
  private func distance(_ depth: Int, _ column: Int) -> Int? {
    guard abs(depth - column) <= slips, depth <= query.count + slips else { return nil }
    if slips == 0 { return 0 }
    let cell = Int(rows[depth * width + 1 + column])
    return cell <= slips ? cell : nil
  }
}
