// Lets one call that changes or opens a file fail, in the process that is started with this library.
//
//   cc -shared -fPIC -O2 -o inject_faults.so inject_faults.c -ldl
//   TRASSE_FAULT_FOLDER=/tmp/x TRASSE_FAULT_LOG=calls.log LD_PRELOAD=./inject_faults.so trasse …
//
// Calls count if their file is under TRASSE_FAULT_FOLDER. Each is logged as a line in TRASSE_FAULT_LOG,
// which is outside that folder. Call number TRASSE_FAULT_AT (from 1; 0 for none) fails as
// TRASSE_FAULT_KIND describes:
//
//   eio, enospc    the call fails with this error
//   kill           the process is killed before the call
//   half           half of the bytes are written, or another call is made; then the process is killed
//
// With TRASSE_FAULT_LASTING=1 every later call fails, too. Child processes are not affected.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { proceed, fail, half };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static size_t folder_length;
static int log_file = -1, error_number, is_lasting, is_kill, is_half;
static long target, count;

static void *find(const char *name) { return dlsym(RTLD_NEXT, name); }

#define ORIGINAL(result, name, ...)                          \
  static result (*original)(__VA_ARGS__);                    \
  if (!original) original = (result(*)(__VA_ARGS__))find(name)

__attribute__((constructor)) static void start(void) {
  const char *value = getenv("TRASSE_FAULT_FOLDER");
  const char *kind = getenv("TRASSE_FAULT_KIND");
  const char *log_path = getenv("TRASSE_FAULT_LOG");
  unsetenv("LD_PRELOAD");
  if (!value || !log_path) return;
  int (*open_log)(const char *, int, ...) = (int (*)(const char *, int, ...))find("open");
  log_file = open_log(log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  target = getenv("TRASSE_FAULT_AT") ? atol(getenv("TRASSE_FAULT_AT")) : 0;
  is_lasting = getenv("TRASSE_FAULT_LASTING") && atoi(getenv("TRASSE_FAULT_LASTING"));
  error_number = kind && !strcmp(kind, "enospc") ? ENOSPC : EIO;
  is_kill = kind && !strcmp(kind, "kill");
  is_half = kind && !strcmp(kind, "half");
  snprintf(folder, sizeof folder, "%s/", value);
  folder_length = strlen(folder);
}

// Whether a call proceeds. `path` is relative to the directory `base` unless it is absolute.
static int decide(const char *call, int base, const char *path) {
  if (!folder_length || !path) return proceed;
  char full[2 * PATH_MAX];
  if (path[0] == '/') {
    snprintf(full, sizeof full, "%s", path);
  } else {
    char link[64];
    snprintf(link, sizeof link, base == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", base);
    ssize_t length = readlink(link, full, PATH_MAX);
    if (length < 0) return proceed;
    snprintf(full + length, sizeof full - length, "/%s", path);
  }
  if (strncmp(full, folder, folder_length)) return proceed;
  pthread_mutex_lock(&lock);
  long number = ++count;
  pthread_mutex_unlock(&lock);
  ssize_t (*write_log)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))find("write");
  char line[3 * PATH_MAX];
  int length = snprintf(line, sizeof line, "%ld %s %s\n", number, call, full + folder_length);
  if (write_log(log_file, line, length) != length) abort();
  if (!target || number < target || (number > target && !is_lasting)) return proceed;
  if (is_kill) kill(getpid(), SIGKILL);
  if (is_half) return half;
  errno = error_number;
  return fail;
}

static int decide_file(const char *call, int file) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0 || path[0] != '/') return proceed;
  path[length] = 0;
  return decide(call, AT_FDCWD, path);
}

static void kill_if(int decision) {
  if (decision == half) kill(getpid(), SIGKILL);
}

ssize_t write(int file, const void *bytes, size_t size) {
  ORIGINAL(ssize_t, "write", int, const void *, size_t);
  int decision = decide_file("write", file);
  if (decision == fail) return -1;
  ssize_t done = original(file, bytes, decision == half ? size / 2 : size);
  kill_if(decision);
  return done;
}

ssize_t writev(int file, const struct iovec *parts, int number) {
  ORIGINAL(ssize_t, "writev", int, const struct iovec *, int);
  int decision = decide_file("writev", file);
  if (decision == fail) return -1;
  ssize_t done = original(file, parts, decision == half ? number / 2 : number);
  kill_if(decision);
  return done;
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
  ORIGINAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  int decision = decide_file("pwrite", file);
  if (decision == fail) return -1;
  ssize_t done = original(file, bytes, decision == half ? size / 2 : size, offset);
  kill_if(decision);
  return done;
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset) {
  return pwrite(file, bytes, size, offset);
}

#define FILE_CALL(name, parameters, types, arguments)   \
  int name parameters {                                 \
    static int(*original) types;                        \
    if (!original) original = (int(*) types)find(#name); \
    int decision = decide_file(#name, file);            \
    if (decision == fail) return -1;                    \
    int result = original arguments;                    \
    kill_if(decision);                                  \
    return result;                                      \
  }

FILE_CALL(fsync, (int file), (int), (file))
FILE_CALL(fdatasync, (int file), (int), (file))
FILE_CALL(ftruncate, (int file, off_t size), (int, off_t), (file, size))
FILE_CALL(ftruncate64, (int file, off64_t size), (int, off64_t), (file, size))

#define PATH_CALL(name, base, path, parameters, types, arguments) \
  int name parameters {                                           \
    static int(*original) types;                                  \
    if (!original) original = (int(*) types)find(#name);          \
    int decision = decide(#name, base, path);                     \
    if (decision == fail) return -1;                              \
    int result = original arguments;                              \
    kill_if(decision);                                            \
    return result;                                                \
  }

PATH_CALL(unlink, AT_FDCWD, path, (const char *path), (const char *), (path))
PATH_CALL(unlinkat, base, path, (int base, const char *path, int flags), (int, const char *, int), (base, path, flags))
PATH_CALL(rename, AT_FDCWD, new, (const char *old, const char *new), (const char *, const char *), (old, new))
PATH_CALL(renameat, new_base, new, (int base, const char *old, int new_base, const char *new),
          (int, const char *, int, const char *), (base, old, new_base, new))
PATH_CALL(renameat2, new_base, new, (int base, const char *old, int new_base, const char *new, unsigned flags),
          (int, const char *, int, const char *, unsigned), (base, old, new_base, new, flags))
PATH_CALL(link, AT_FDCWD, new, (const char *old, const char *new), (const char *, const char *), (old, new))
PATH_CALL(linkat, new_base, new, (int base, const char *old, int new_base, const char *new, int flags),
          (int, const char *, int, const char *, int), (base, old, new_base, new, flags))
PATH_CALL(mkdir, AT_FDCWD, path, (const char *path, mode_t mode), (const char *, mode_t), (path, mode))

static int open_at(const char *call, int base, const char *path, int flags, mode_t mode) {
  ORIGINAL(int, "openat", int, const char *, int, ...);
  int decision = decide(call, base, path);
  if (decision == fail) return -1;
  int result = original(base, path, flags, mode);
  kill_if(decision);
  return result;
}

// Reads the mode that follows the flags of an open call, if there is one.
#define READ_MODE(flags)                        \
  mode_t mode = 0;                              \
  if ((flags) & (O_CREAT | O_TMPFILE)) {        \
    va_list list;                               \
    va_start(list, flags);                      \
    mode = va_arg(list, int);                   \
    va_end(list);                               \
  }

int open(const char *path, int flags, ...) {
  READ_MODE(flags)
  return open_at("open", AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  READ_MODE(flags)
  return open_at("open", AT_FDCWD, path, flags, mode);
}

int openat(int base, const char *path, int flags, ...) {
  READ_MODE(flags)
  return open_at("openat", base, path, flags, mode);
}

int openat64(int base, const char *path, int flags, ...) {
  READ_MODE(flags)
  return open_at("openat", base, path, flags, mode);
}

FILE *fopen(const char *path, const char *mode) {
  ORIGINAL(FILE *, "fopen", const char *, const char *);
  int decision = decide("fopen", AT_FDCWD, path);
  if (decision == fail) return NULL;
  FILE *result = original(path, mode);
  kill_if(decision);
  return result;
}

FILE *fopen64(const char *path, const char *mode) { return fopen(path, mode); }
