/// Street names as people write them, brought to one spelling.
public enum StreetName {
  /// The name as a key: lower case, umlauts and ß written out, without blanks, hyphens and full
  /// stops, and with every usual abbreviation written out.
  ///
  /// Index and query go through this one function, so that they cannot differ.
  public static func normalised(_ name: String) -> String {
    String(decoding: Words(name).key, as: UTF8.self)
  }
}
