/// The version of the programs.
public enum Version {
  /// The newest release in `CHANGELOG.md`.
  public static let current = "0.4.0"
}
