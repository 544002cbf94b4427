extension Migration {
  /// Typed values: the objective, its bound and the remedies of exceptions in columns, and merged
  /// addresses in a table; locks against replacing surveyed works.
  static let version7 = Migration(
    version: 7, name: "objectives, remedies and merged addresses as values",
    statements: [version7Tables, version7Rows, version7Triggers, version7MergedAddresses])
}
