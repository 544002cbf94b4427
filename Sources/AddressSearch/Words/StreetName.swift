/// Normalises the names of streets.
public enum StreetName {
  /// The normalised key of a name: in lower case, with umlauts and ß replaced, usual abbreviations
  /// expanded, and without blanks, hyphens and full stops.
  ///
  /// Index and queries use the same function, so that their keys cannot differ.
  public static func normalised(_ name: String) -> String {
    String(decoding: Words(name).key, as: UTF8.self)
  }
}
