#include <sqlite3.h>

// Swift cannot import the cast macro: this value asks SQLite to copy its argument.
static inline sqlite3_destructor_type trasse_sqlite_transient(void) {
  return SQLITE_TRANSIENT;
}

// Swift cannot call variadic functions.
static inline int trasse_sqlite_set_limit_defensive(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

// Swift cannot call variadic functions. A name in double quotes that no column has is then an error; by
// default SQLite takes it for a text.
static inline int trasse_sqlite_refuse_double_quoted_text(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0) |
         sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
}
