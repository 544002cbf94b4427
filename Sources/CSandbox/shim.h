#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Swift cannot call variadic functions, and both syscall and prctl are variadic. The numbers of the
// Landlock calls and the layout of their arguments are part of the interface of the kernel; the
// headers of Debian 12 lack the fields of newer versions.

enum { trasse_call_create = 444, trasse_call_add = 445, trasse_call_restrict = 446 };

// The argument of landlock_create_ruleset(2), as of version 6.
struct trasse_landlock_rights {
  uint64_t files;
  uint64_t network;
  uint64_t scopes;
};

// The argument of landlock_add_rule(2) for a path.
struct trasse_landlock_path {
  uint64_t rights;
  int32_t file;
} __attribute__((packed));

// The version of Landlock in the running kernel; negative if it has none.
static inline int trasse_landlock_version(void) {
  return (int)syscall(trasse_call_create, NULL, 0, 1);
}

// Creates a set of rules; a kernel before version 4 knows the first field only, one before version 6
// the first two.
static inline int trasse_landlock_create(struct trasse_landlock_rights rights, int version) {
  size_t size = version >= 6 ? sizeof rights : version >= 4 ? 16 : 8;
  return (int)syscall(trasse_call_create, &rights, size, 0);
}

#ifndef O_PATH
#define O_PATH 010000000
#endif

// Grants rights for everything below a folder, or other rights if the path is a file.
static inline int trasse_landlock_allow(
    int rules, const char *path, uint64_t folder_rights, uint64_t file_rights) {
  struct stat status;
  struct trasse_landlock_path rule = {file_rights, open(path, O_PATH | O_CLOEXEC)};
  if (rule.file < 0) return -1;
  if (fstat(rule.file, &status) == 0 && S_ISDIR(status.st_mode)) rule.rights = folder_rights;
  int result = (int)syscall(trasse_call_add, rules, 1, &rule, 0);
  close(rule.file);
  return result;
}

// Applies the rules to this thread for good.
static inline int trasse_landlock_restrict(int rules) {
  return (int)syscall(trasse_call_restrict, rules, 0);
}

// Programs that are executed get no rights of their own. Both restrictions need this.
static inline int trasse_give_up_privileges(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

// The process ends when the thread that started it does, and leaves no core file.
static inline int trasse_end_with_parent(void) {
  return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) | prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

// Closes every file descriptor from a number on.
static inline void trasse_close_from(unsigned int first) {
  if (syscall(436, first, ~0U, 0) != 0) {
    for (unsigned int file = first; file < 4096; file += 1) close((int)file);
  }
}

// The type of the resource differs between C libraries.
static inline int trasse_limit(int resource, uint64_t soft, uint64_t hard) {
  struct rlimit limit = {soft, hard};
  return setrlimit((__rlimit_resource_t)resource, &limit);
}

#if defined(__x86_64__)
#define TRASSE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define TRASSE_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define TRASSE_REFUSE(number)                              \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),       \
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

// Refuses the calls that open connections, run or trace programs, or change files by name or owner.
// What remains is confined by Landlock. New threads are allowed, new processes are not: clone3 passes
// its flags in memory, which a filter cannot read, so that the C library is made to use clone.
static inline int trasse_refuse_calls(void) {
#ifndef TRASSE_ARCHITECTURE
  errno = ENOSYS;
  return -1;
#else
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, TRASSE_ARCHITECTURE, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
      // The calls of the x32 interface have numbers from here on.
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      TRASSE_REFUSE(SYS_fork),
      TRASSE_REFUSE(SYS_vfork),
      TRASSE_REFUSE(SYS_chmod),
      TRASSE_REFUSE(SYS_chown),
      TRASSE_REFUSE(SYS_lchown),
      TRASSE_REFUSE(SYS_utime),
      TRASSE_REFUSE(SYS_utimes),
      TRASSE_REFUSE(SYS_futimesat),
#endif
      TRASSE_REFUSE(SYS_socket),
      TRASSE_REFUSE(SYS_socketpair),
      TRASSE_REFUSE(SYS_connect),
      TRASSE_REFUSE(SYS_bind),
      TRASSE_REFUSE(SYS_listen),
      TRASSE_REFUSE(SYS_accept),
      TRASSE_REFUSE(SYS_accept4),
      TRASSE_REFUSE(SYS_sendto),
      TRASSE_REFUSE(SYS_sendmsg),
      TRASSE_REFUSE(SYS_sendmmsg),
      TRASSE_REFUSE(SYS_execve),
      TRASSE_REFUSE(SYS_execveat),
      TRASSE_REFUSE(SYS_ptrace),
      TRASSE_REFUSE(SYS_process_vm_readv),
      TRASSE_REFUSE(SYS_process_vm_writev),
      TRASSE_REFUSE(SYS_kill),
      TRASSE_REFUSE(SYS_tkill),
      TRASSE_REFUSE(SYS_pidfd_open),
      TRASSE_REFUSE(SYS_pidfd_send_signal),
      TRASSE_REFUSE(SYS_fchmod),
      TRASSE_REFUSE(SYS_fchmodat),
      TRASSE_REFUSE(SYS_fchown),
      TRASSE_REFUSE(SYS_fchownat),
      TRASSE_REFUSE(SYS_utimensat),
      TRASSE_REFUSE(SYS_truncate),
      TRASSE_REFUSE(SYS_setxattr),
      TRASSE_REFUSE(SYS_lsetxattr),
      TRASSE_REFUSE(SYS_fsetxattr),
      TRASSE_REFUSE(SYS_removexattr),
      TRASSE_REFUSE(SYS_lremovexattr),
      TRASSE_REFUSE(SYS_fremovexattr),
      TRASSE_REFUSE(SYS_unshare),
      TRASSE_REFUSE(SYS_setns),
      TRASSE_REFUSE(SYS_mount),
      TRASSE_REFUSE(SYS_umount2),
      TRASSE_REFUSE(SYS_pivot_root),
      TRASSE_REFUSE(SYS_chroot),
      TRASSE_REFUSE(SYS_open_by_handle_at),
      TRASSE_REFUSE(SYS_bpf),
      TRASSE_REFUSE(SYS_perf_event_open),
      TRASSE_REFUSE(SYS_userfaultfd),
      TRASSE_REFUSE(SYS_io_uring_setup),
      TRASSE_REFUSE(SYS_keyctl),
      TRASSE_REFUSE(SYS_add_key),
      TRASSE_REFUSE(SYS_request_key),
      TRASSE_REFUSE(SYS_mq_open),
      TRASSE_REFUSE(SYS_shmget),
      TRASSE_REFUSE(SYS_msgget),
      TRASSE_REFUSE(SYS_semget),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#endif
}
