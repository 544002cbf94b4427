/// The version of the programs.
public enum Version {
  /// As in the change log.
  public static let current = "0.1.0"
}
