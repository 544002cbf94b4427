/// One step from a version of the tables to the next: SQL as it was when the version was made.
///
/// A step calls no other code of the program and is never edited: later changes of the tables are
/// later steps. Within a step the file of private data is attached as `private`.
struct Migration: Sendable {
  /// The version it leads to.
  let version: Int64
  /// What it brings.
  let name: String
  /// The statements, in parts.
  let statements: [StaticString]

  /// All steps in order.
  static let all = [version2, version3, version4, version5, version6, version7]
}
