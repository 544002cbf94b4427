import GeoPackage
import ProjectStore
import Testing

/// Names of tables and columns against the reserved words of SQL.
struct ReservedWordTests {
  /// The keywords of SQLite that need quotation marks as a name (sqlite.org/lang_keywords.html),
  /// and the reserved words of PostgreSQL 16 (appendix C).
  private static let words = Set(
    """
    add all alter analyse analyze and any array as asc asymmetric authorization autoincrement between \
    binary both by case cast check collate collation column commit concurrently constraint create cross \
    current_catalog current_date current_role current_schema current_time current_timestamp current_user \
    default deferrable delete desc distinct do drop else end escape except exists fetch for foreign freeze \
    from full glob grant group having ilike in index indexed initially inner insert intersect into is \
    isnull join lateral leading left like limit localtime localtimestamp natural not nothing notnull null \
    offset on only or order outer overlaps placing primary references returning right select session_user \
    set similar some symmetric system_user table tablesample then to trailing transaction true union unique \
    update user using values variadic verbose when where window with false
    """.split(separator: " ").map(String.init))

  /// Columns that the contract names.
  private static let exceptions: Set<String> = []

  @Test func `no name is a reserved word`() {
    let names = Schema.tables.flatMap { table in
      [table.name.text] + table.columns.map { "\($0.name.text)" }
    }
    #expect(Set(names).intersection(Self.words) == Self.exceptions)
  }
}
