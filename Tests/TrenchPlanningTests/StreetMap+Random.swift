extension StreetMap {
  /// A grid of four blocks with a PoP in a corner and up to nine homes at random positions.
  static func random(_ random: inout some RandomNumberGenerator) -> StreetMap {
    var rows = [[Character]](repeating: [Character](repeating: " ", count: 61), count: 13)
    let corners = Array("abcdefghi")
    for row in 0..<3 {
      for column in 0..<3 {
        let (y, x) = (2 + row * 4, 4 + column * 22)
        rows[y][x] = corners[row * 3 + column]
        if column < 2 { for step in (x + 1)..<(x + 22) { rows[y][step] = "-" } }
        if row < 2 { for step in (y + 1)..<(y + 4) { rows[step][x] = "|" } }
      }
    }
    rows[1][5] = "P"
    for digit in "123456789" {
      let row = [1, 3, 5, 7, 9, 11].randomElement(using: &random) ?? 1
      let column = Int.random(in: 6..<48, using: &random)
      if rows[row][column] == " " { rows[row][column] = digit }
    }
    return StreetMap(rows.map { String($0) }.joined(separator: "\n"))
  }
}
