// Logs the text of each SQL statement that a program gives to SQLite: one line of hexadecimal digits per
// statement and process, appended to the file that TRASSE_STATEMENT_LOG names.
//
//   cc -shared -fPIC -O2 -o log_statements.so log_statements.c -ldl
//   TRASSE_STATEMENT_LOG=statements.log LD_PRELOAD=./log_statements.so trasse …
//
// Statements of libraries, such as GDAL and PROJ, are left out: the object that calls decides.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint64_t seen[1 << 16];

static void note(const char *text, int length, void *caller) {
  const char *path = getenv("TRASSE_STATEMENT_LOG");
  Dl_info object;
  if (!path || !text || !dladdr(caller, &object) || strstr(object.dli_fname, ".so")) return;
  size_t count = length < 0 ? strlen(text) : strnlen(text, length);
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < count; i++) hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
  pthread_mutex_lock(&lock);
  size_t slot = hash & 0xffff;
  for (int step = 0; step < 64 && seen[slot] && seen[slot] != hash; step++) slot = (slot + 1) & 0xffff;
  int isNew = seen[slot] != hash;
  seen[slot] = hash;
  pthread_mutex_unlock(&lock);
  if (!isNew) return;
  char *line = malloc(2 * count + 2);
  for (size_t i = 0; i < count; i++) sprintf(line + 2 * i, "%02x", (unsigned char)text[i]);
  line[2 * count] = '\n';
  int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0 || write(file, line, 2 * count + 1) < 0) abort();
  close(file);
  free(line);
}

// A program such as Python loads SQLite late, where RTLD_NEXT does not find it.
static void *find(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  return found ? found : dlsym(dlopen("libsqlite3.so.0", RTLD_LAZY), name);
}

int sqlite3_prepare_v2(sqlite3 *database, const char *text, int length, sqlite3_stmt **out, const char **tail) {
  static int (*original)(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
  if (!original) original = find("sqlite3_prepare_v2");
  note(text, length, __builtin_return_address(0));
  return original(database, text, length, out, tail);
}

int sqlite3_exec(sqlite3 *database, const char *text, int (*row)(void *, int, char **, char **), void *context, char **message) {
  static int (*original)(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
  if (!original) original = find("sqlite3_exec");
  note(text, -1, __builtin_return_address(0));
  return original(database, text, row, context, message);
}
