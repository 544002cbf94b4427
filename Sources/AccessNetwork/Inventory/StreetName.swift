/// Street names as people write them, brought to one spelling.
public enum StreetName {
  /// The name in lower case, umlauts and ß written out, `straße` and its abbreviations as `str`,
  /// without blanks, hyphens and full stops; `Sankt` and `St.` alike.
  public static func normalised(_ name: String) -> String {
    var result = ""
    for character in name.lowercased() {
      switch character {
      case "ä": result += "ae"
      case "ö": result += "oe"
      case "ü": result += "ue"
      case "ß": result += "ss"
      case " ", "-", ".", "'", "’", ",": continue
      default: result.append(character)
      }
    }
    if result.hasSuffix("strasse") { result.removeLast(4) }
    if result.hasPrefix("sankt") { result = "st" + result.dropFirst(5) }
    return result
  }
}
